import type { KeyboardEvent } from "react";

/** Explicit ARIA roles: CSS display values remove the implicit ones. */
export const TABLE = { role: "table" };
export const GROUP = { role: "rowgroup" };
export const ROW = { role: "row" };
export const HEAD = { role: "columnheader" };
export const CELL = { role: "cell" };
/** For spacer rows. */
export const NONE = { role: "presentation" };
/** The cell that names its row. */
export const HEAD_OF_ROW = { role: "rowheader" };
/** For a link or a button that is on or off. */
export const checkable = (role: "checkbox" | "radio" | "switch", on: boolean) => ({ role, "aria-checked": on });

/** Space also follows a link that is on or off, as it toggles a checkbox. */
export function followBySpace(event: KeyboardEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.key !== " " || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  link.click();
}
