import type { KeyboardEvent } from "react";

/** `c` and `f` on a row press its marks: compare and favourite. Says whether the key was one of them. */
export function rowKeys(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || (event.key !== "c" && event.key !== "f")) return false;
  const row = event.target instanceof Element ? event.target.closest(".row") : null;
  const mark = row?.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
  mark?.click();
  return mark != null;
}
