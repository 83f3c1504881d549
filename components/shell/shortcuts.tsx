"use client";

import { useEffect } from "react";

/** `/` goes to the page's search, Ctrl or Cmd with K to the header's; each to the other where its own is not shown. */
export function Shortcuts() {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const palette = (event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === "k";
      const slash = event.key === "/" && !event.metaKey && !event.ctrlKey && !event.altKey && !isTyping(event.target);
      if (!palette && !slash) return;
      const order = palette ? ["#header-search", "#page-search"] : ["#page-search", "#header-search"];
      const field = order
        .map((id) => document.querySelector<HTMLInputElement>(id))
        .find((input) => input?.checkVisibility());
      if (!field) return;
      event.preventDefault();
      field.focus();
      field.select();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
  return null;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
