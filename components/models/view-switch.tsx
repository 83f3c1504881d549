"use client";

import { announce } from "@/components/ui/announce";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { remember } from "@/components/ui/remember";
import { Segmented } from "@/components/ui/segmented";
import type { View } from "./views";

const OPTIONS: readonly [value: View, title: string, icon: IconName][] = [
  ["table", "Table", "rows-3"],
  ["compact", "Compact table", "rows-4"],
  ["cards", "Cards", "layout-grid"],
];

let chosen: View | undefined;

/** The view that was chosen since page load; a list that was rendered earlier does not know it. */
export function chosenView(): View | undefined {
  return chosen;
}

interface ViewSwitchProps {
  view: View;
  onSwitch: (view: View) => void;
}

/** Table, compact table, or cards, on a desktop screen; stored in a cookie, so that the server renders it. */
export function ViewSwitch({ view, onSwitch }: ViewSwitchProps) {
  const choose = (next: View) => {
    remember("view", next);
    chosen = next;
    onSwitch(next);
    announce(OPTIONS.find(([value]) => value === next)?.[1] ?? next, "view");
  };
  return (
    <Segmented
      label="View"
      value={view}
      onChange={choose}
      className="needs-script max-md:hidden"
      options={OPTIONS.map(([value, title, icon]) => ({ value, title, label: <Icon name={icon} /> }))}
    />
  );
}
