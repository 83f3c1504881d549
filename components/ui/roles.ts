import type { KeyboardEvent } from "react";

/**
 * The roles of a table's parts, said out loud: browsers take them from elements that are laid out as blocks and grids.
 * To be spread.
 */
export const TABLE = { role: "table" };
export const GROUP = { role: "rowgroup" };
export const ROW = { role: "row" };
export const HEAD = { role: "columnheader" };
export const CELL = { role: "cell" };
/** For rows that are but room. */
export const NONE = { role: "presentation" };
/** The cell that names its row. */
export const HEAD_OF_ROW = { role: "rowheader" };
/** For a link or a button that is on or off. */
export const checkable = (role: "checkbox" | "radio" | "switch", on: boolean) => ({ role, "aria-checked": on });

/** A link that is on or off is followed by Space too, as a checkbox would be. */
export function followBySpace(event: KeyboardEvent): void {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || event.key !== " " || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  link.click();
}
