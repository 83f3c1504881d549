"use client";

import { type KeyboardEvent, useState } from "react";
import { useIndex } from "@/components/models/use-index";
import { isComposing } from "@/components/ui/composing";
import { dayOf } from "@/lib/models/search";
import { type Entry, entriesFor } from "./entries";

/** Any hash that is not kept leads to the present index. */
const PRESENT = "present";

/** Models, pages and actions by a few letters, of which `first` are typed already. */
export function Palette({ first, close }: { first: string; close: () => void }) {
  const { index } = useIndex(PRESENT);
  const [typed, setTyped] = useState(first);
  const [active, setActive] = useState(0);
  const entries = entriesFor(typed, index, dayOf(new Date().toISOString()));
  const go = ({ act }: Entry) => {
    close();
    if (typeof act === "string") location.assign(act);
    else act();
  };
  const listen = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const entry = entries[active];
    if (event.key === "ArrowDown") setActive((active + 1) % Math.max(1, entries.length));
    else if (event.key === "ArrowUp") setActive((active + entries.length - 1) % Math.max(1, entries.length));
    else if (event.key === "Enter" && entry) go(entry);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        type="text"
        role="combobox"
        className="palette-input"
        aria-label="Go to a model or a page, or do something"
        aria-expanded={entries.length > 0}
        aria-controls="palette-entries"
        aria-activedescendant={entries[active] ? `palette-${active}` : undefined}
        placeholder="A model, a page, an action"
        autoComplete="off"
        spellCheck={false}
        maxLength={300}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={listen}
      />
      <div id="palette-entries" role="listbox" aria-label="Results" className="palette-entries">
        {entries.map((entry, place) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the combobox, which keeps the focus.
          // biome-ignore lint/a11y/useFocusableInteractive: the same.
          <div
            key={`${entry.kind} ${entry.note} ${entry.name}`}
            id={`palette-${place}`}
            role="option"
            aria-selected={place === active}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(entry)}
          >
            <span>{entry.name}</span>
            <small>{entry.note}</small>
          </div>
        ))}
      </div>
      <p className="sr-only" aria-live="polite">
        {entries.length} results
      </p>
    </>
  );
}
