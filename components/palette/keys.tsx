"use client";

import { useState } from "react";
import { setSingleKeys, singleKeysOn } from "@/components/shell/single-keys";
import { announce } from "@/components/ui/announce";
import { Checkbox } from "@/components/ui/field";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/tag";

const KEYS: readonly [keys: string, does: string][] = [
  ["⌘K  Ctrl K", "Open search"],
  ["/", "Search this page"],
  ["?", "Show this list"],
  ["↓  ↑", "Move through the list"],
  ["Enter", "Open the model; in the search, turn typed filters into chips"],
  ["→  o", "Show offers"],
  ["c", "Select to compare"],
  ["f", "Add to favorites"],
  ["Space", "Turn a filter on or off"],
  ["Backspace", "At the start of the search, edit the last filter"],
  ["Esc", "Close, or go back to the search"],
  ["Enter  Shift Enter", "In chat: send, new line"],
  ["Esc", "In chat: stop the answer"],
  ["↑", "In an empty chat: edit your last message"],
  ["Alt N", "In chat: go to the newest answer"],
  ["→", "In the list of chats: open the menu"],
];

/** All keyboard shortcuts, and a switch for those of a single key. */
export function Keys({ close }: { close: () => void }) {
  const [on, setOn] = useState(singleKeysOn);
  const change = (next: boolean) => {
    setOn(next);
    const kept = setSingleKeys(next);
    announce(
      `Single-key shortcuts ${next ? "on" : "off"}${kept ? "" : ", but this browser can’t remember it"}`,
      "keys",
    );
  };
  return (
    <>
      <div className="flex items-center justify-between px-5 pt-4 pb-1">
        <h2>Keyboard shortcuts</h2>
        <IconButton icon="x" label="Close" tip={null} className="-mr-2" onClick={close} />
      </div>
      <dl className="min-h-0 flex-1 overflow-y-auto px-5 pb-2">
        {KEYS.map(([keys, does]) => (
          <div
            key={does}
            className="flex min-h-8.5 items-center justify-between gap-4 border-b border-line py-1 last:border-0"
          >
            <dt className="order-2 flex flex-none gap-1">
              {keys.split("  ").map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="text-text-2">{does}</dd>
          </div>
        ))}
      </dl>
      <div className="border-t border-line px-5 py-3">
        <Checkbox checked={on} onChange={(event) => change(event.currentTarget.checked)}>
          Single-key shortcuts (/ ? c f o)
        </Checkbox>
      </div>
    </>
  );
}
