"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import type { PanelProps } from "@/components/palette/panel";
import type { Opened } from "@/components/shell/open-panel";
import { OPEN_PANEL } from "./open-panel";
import { singleKeysOn } from "./single-keys";
import { switchTheme } from "./theme";

/** One opening of a panel, with the text typed before it loaded. */
interface Opening {
  what: Opened;
  typed: string;
  id: number;
}

/**
 * `/` focuses the page's search or opens the palette, Ctrl or Cmd with K opens the palette, `?` the list of keys. Both
 * load on first use; the palette receives what was typed meanwhile.
 */
export function Shortcuts() {
  const [opening, setOpening] = useState<Opening | null>(null);
  const [Panel, setPanel] = useState<ComponentType<PanelProps> | null>(null);
  const isLoading = useRef(false);
  useEffect(() => {
    let id = 0;
    const open = (what: Opened) => {
      id += 1;
      const opened = { what, typed: "", id };
      isLoading.current = what === "palette";
      setOpening(opened);
      import("@/components/palette/panel").then(
        ({ Panel: loaded }) => setPanel(() => loaded),
        () => {
          isLoading.current = false;
          focusSearch();
        },
      );
    };
    const listen = (event: KeyboardEvent) => {
      if (isLoading.current && isLetter(event)) {
        setOpening((last) => last && { ...last, typed: last.typed + event.key });
        event.preventDefault();
        return;
      }
      const action = keyMeans(event);
      if (action === null) return;
      event.preventDefault();
      if (action !== "search") open(action);
      else if (!focusSearch()) open("palette");
    };
    const click = ({ target }: MouseEvent) => {
      const button = target instanceof Element ? target.closest<HTMLElement>("[data-open], [data-do]") : null;
      if (button?.dataset.open) open(button.dataset.open === "keys" ? "keys" : "palette");
      if (button?.dataset.do === "theme") switchTheme();
    };
    const opened = (event: Event) => event instanceof CustomEvent && open(event.detail);
    addEventListener("keydown", listen);
    addEventListener("click", click);
    addEventListener(OPEN_PANEL, opened);
    return () => {
      removeEventListener("keydown", listen);
      removeEventListener("click", click);
      removeEventListener(OPEN_PANEL, opened);
    };
  }, []);
  if (!opening || !Panel) return null;
  return (
    <Panel
      key={opening.id}
      opened={opening.what}
      typed={opening.typed}
      onShown={() => {
        isLoading.current = false;
      }}
      onClose={() => setOpening((last) => (last?.id === opening.id ? null : last))}
    />
  );
}

function isLetter({ key, altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return key.length === 1 && !altKey && !ctrlKey && !metaKey;
}

function keyMeans(event: KeyboardEvent): Opened | "search" | null {
  if (event.altKey) return null;
  if (event.metaKey || event.ctrlKey) return event.key.toLowerCase() === "k" ? "palette" : null;
  if (isTyping(event.target) || !singleKeysOn()) return null;
  return event.key === "/" ? "search" : event.key === "?" ? "keys" : null;
}

/** Focuses the page's search; false if there is none. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>("#page-search");
  if (!field?.checkVisibility()) return false;
  field.focus();
  field.select();
  return true;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
