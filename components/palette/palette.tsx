"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useIndexedList } from "@/components/models/use-indexed-list";
import { Avatar } from "@/components/ui/avatar";
import { Combobox, type Option } from "@/components/ui/combobox";
import { Icon } from "@/components/ui/icon";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/tag";
import { isPagePath } from "@/lib/client/page-path";
import { dayOf } from "@/lib/models/search";
import { type Entry, entriesFor } from "./entries";

/** An unknown hash redirects to the current index. */
const PRESENT = "present";
const GROUPS: Record<Entry["kind"], string> = { model: "Models", action: "Actions", page: "Go to" };

/** Models, actions, and pages by a few letters; `first` are letters typed before the palette was ready. */
export function Palette({ first, close }: { first: string; close: () => void }) {
  const { list, failed } = useIndexedList(PRESENT);
  const [edited, setEdited] = useState<string | null>(null);
  const typed = edited ?? first;
  const entries = entriesFor(typed, list?.index, dayOf(new Date().toISOString()));
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  const shown = useRef(entries);
  shown.current = entries;
  const router = useRouter();
  const visit = (href: string) => (isPagePath(href) ? router.push(href) : location.assign(href));
  const go = (id: string) => {
    const act = shown.current[Number(id)]?.act;
    close();
    if (typeof act === "string") visit(act);
    else act?.();
  };
  return (
    <>
      <Combobox
        label="Search models and pages"
        placeholder="Search models and pages"
        value={typed}
        onType={setEdited}
        groups={kinds.map((kind) => ({
          label: GROUPS[kind],
          options: entries.flatMap((entry, index) => (entry.kind === kind ? [optionOf(entry, index)] : [])),
        }))}
        onPick={go}
        empty="No results"
        loading={typed.trim() !== "" && !list && !failed}
        enterPicksFirst
        bare
        autoFocus
        after={
          <>
            <Kbd className="max-md:hidden">Esc</Kbd>
            <IconButton icon="x" label="Close" tip={null} className="-mr-2 md:hidden" onClick={close} />
          </>
        }
        className="min-h-0 flex-1"
        listClassName="flex-1 p-2"
      />
      <KeyHints />
    </>
  );
}

function KeyHints() {
  return (
    <p className="flex flex-none items-center gap-4 border-t border-line bg-panel px-4.5 py-2.5 text-note text-text-3 max-md:hidden">
      <span className="flex items-center gap-1.5">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> Move
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>↵</Kbd> Open
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>?</Kbd> Shortcuts
      </span>
    </p>
  );
}

function optionOf(entry: Entry, index: number): Option {
  const { name, icon, logo, note, end } = entry;
  return {
    id: String(index),
    text: [name, note, end].filter(Boolean).join(", "),
    node: (
      <>
        {logo === undefined ? (
          <span className="grid size-8 flex-none place-items-center text-text-3">
            <Icon name={icon} size={18} />
          </span>
        ) : (
          <Avatar of={logo} name={name} />
        )}
        <span className="min-w-0 flex-1 py-1">
          <span className={`block truncate ${note ? "font-medium" : ""}`}>{name}</span>
          {note && <span className="block truncate text-note text-text-3">{note}</span>}
        </span>
        {end && <span className="flex-none text-note text-text-3">{end}</span>}
      </>
    ),
  };
}
