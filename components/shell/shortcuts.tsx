"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import type { Opened, PanelProps } from "@/components/palette/panel";

/** One opening of a panel, and what was typed until it was there. */
interface Opening {
  what: Opened;
  typed: string;
  nth: number;
}

/**
 * `/` goes to the page's search, Ctrl or Cmd with K opens the palette, `?` the list of keys. Both are fetched when they
 * are first asked for; letters typed meanwhile are the palette's.
 */
export function Shortcuts() {
  const [opening, setOpening] = useState<Opening | null>(null);
  const [Panel, setPanel] = useState<ComponentType<PanelProps> | null>(null);
  const waits = useRef(false);
  useEffect(() => {
    let nth = 0;
    const open = (what: Opened) => {
      nth += 1;
      const opened = { what, typed: "", nth };
      waits.current = what === "palette";
      setOpening(opened);
      import("@/components/palette/panel").then(
        ({ Panel: loaded }) => setPanel(() => loaded),
        () => {
          waits.current = false;
          focusSearch();
        },
      );
    };
    const listen = (event: KeyboardEvent) => {
      if (waits.current && isLetter(event)) {
        setOpening((last) => last && { ...last, typed: last.typed + event.key });
        event.preventDefault();
        return;
      }
      const asked = keyMeans(event);
      if (asked === null) return;
      if (asked === "search" ? focusSearch() : true) event.preventDefault();
      if (asked !== "search") open(asked);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  if (!opening || !Panel) return null;
  return (
    <Panel
      key={opening.nth}
      opened={opening.what}
      typed={opening.typed}
      onShown={() => {
        waits.current = false;
      }}
      onClose={() => setOpening((last) => (last?.nth === opening.nth ? null : last))}
    />
  );
}

function isLetter({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && !altKey && !ctrlKey && !metaKey;
}

function keyMeans(event: KeyboardEvent): Opened | "search" | null {
  if (event.altKey) return null;
  if (event.metaKey || event.ctrlKey) return event.key.toLowerCase() === "k" ? "palette" : null;
  if (isTyping(event.target)) return null;
  return event.key === "/" ? "search" : event.key === "?" ? "keys" : null;
}

/** Goes to the search of the page, or to that of the header where there is none. */
function focusSearch(): boolean {
  const field = ["#page-search", "#header-search"]
    .map((id) => document.querySelector<HTMLInputElement>(id))
    .find((input) => input?.checkVisibility());
  field?.focus();
  field?.select();
  return field !== undefined;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
