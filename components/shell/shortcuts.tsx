"use client";

import { type ComponentType, useEffect, useState } from "react";
import type { Opened } from "@/components/palette/panel";

type Panel = ComponentType<{ opened: Opened; onClose: () => void }>;

/**
 * `/` goes to the page's search, Ctrl or Cmd with K opens the palette, `?` the list of keys. Both are fetched when they
 * are first asked for.
 */
export function Shortcuts() {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [Panel, setPanel] = useState<Panel | null>(null);
  useEffect(() => {
    const open = (what: Opened) => {
      setOpened(what);
      import("@/components/palette/panel").then(
        ({ Panel: loaded }) => setPanel(() => loaded),
        () => focusSearch(),
      );
    };
    const listen = (event: KeyboardEvent) => {
      const asked = keyMeans(event);
      if (asked === null) return;
      if (asked === "search" ? focusSearch() : true) event.preventDefault();
      if (asked !== "search") open(asked);
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return opened && Panel && <Panel opened={opened} onClose={() => setOpened(null)} />;
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
