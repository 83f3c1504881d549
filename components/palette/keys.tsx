"use client";

import { useState } from "react";
import { setSingleKeys, singleKeysOn } from "@/components/shell/single-keys";
import { announce } from "@/components/ui/announce";
import { Checkbox } from "@/components/ui/checkbox";
import { IconButton } from "@/components/ui/icon-button";
import { SCROLLABLE } from "@/components/ui/table";
import { Kbd } from "@/components/ui/tag";

const KEYS: readonly [area: string, keys: readonly [keys: string, does: string][]][] = [
  [
    "Anywhere",
    [
      ["⌘K  Ctrl K", "Open search"],
      ["/", "Search this page"],
      ["?", "Show this list"],
      ["Esc", "Close"],
    ],
  ],
  [
    "Models",
    [
      ["↓  ↑", "Move through the list"],
      ["Enter", "Open the model"],
      ["→  o", "Show offers"],
      ["c", "Select to compare"],
      ["f", "Add to favorites"],
      ["Space", "Turn a filter on or off"],
      ["Esc", "Go back to the search"],
    ],
  ],
  [
    "Model search",
    [
      ["Enter", "Turn typed filters into chips"],
      ["Backspace", "Edit the last filter, at the start of the field"],
    ],
  ],
  [
    "Chat",
    [
      ["Enter  Shift Enter", "Send, new line"],
      ["Esc", "Stop the answer"],
      ["↑", "Edit your last message, in an empty field"],
      ["Alt N", "Go to the newest answer"],
      ["→", "Open the menu of a chat in the list"],
    ],
  ],
];

/** All keyboard shortcuts, and a switch for single-key ones. */
export function Keys({ close }: { close: () => void }) {
  const [on, setOn] = useState(singleKeysOn);
  const change = (next: boolean) => {
    setOn(next);
    const stored = setSingleKeys(next);
    announce(
      `Single-key shortcuts ${next ? "on" : "off"}${stored ? "" : ", but this browser can’t remember it"}`,
      "keys",
    );
  };
  return (
    <>
      <div className="flex items-center justify-between px-5 pt-4 pb-1">
        <h2>Keyboard shortcuts</h2>
        <IconButton icon="x" label="Close" tip={null} className="-mr-2" onClick={close} />
      </div>
      <div {...SCROLLABLE} className="min-h-0 flex-1 overflow-y-auto px-5 pb-3 -outline-offset-2!">
        {KEYS.map(([area, keys]) => (
          <section key={area} aria-label={area} className="pt-3">
            <h3 className="pb-1 text-label text-text-3">{area}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={does} className="flex min-h-8 items-center justify-between gap-4 py-0.5">
                  <dt className="order-2 flex flex-none gap-1">
                    {key.split("  ").map((part) => (
                      <Kbd key={part}>{part}</Kbd>
                    ))}
                  </dt>
                  <dd className="text-text-2">{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="border-t border-line px-5 py-3">
        <Checkbox checked={on} onChange={(event) => change(event.currentTarget.checked)}>
          Single-key shortcuts (/ ? c f o)
        </Checkbox>
      </div>
    </>
  );
}
