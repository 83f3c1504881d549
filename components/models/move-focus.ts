import type { KeyboardEvent } from "react";

/**
 * Arrow keys move between models; up from the first one and Escape return to the search. Up and down move by a line of
 * `columns` models, left and right by one. With one column, Right opens the offers.
 */
export function moveFocus(event: KeyboardEvent<HTMLElement>, columns: number): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = (event.target as HTMLElement).closest("tr");
  const target = targetOf(event.key, row, columns);
  if (!target) return;
  event.preventDefault();
  if (target === "offers") row?.querySelector<HTMLElement>('[data-key="o"]')?.click();
  else target.focus();
}

/** Moves from the search to the first visible model. */
export function enterTable(): void {
  const links = document.querySelectorAll<HTMLElement>(".models tbody a");
  [...links].find((link) => link.getBoundingClientRect().top > 0)?.focus();
}

function targetOf(key: string, row: Element | null, columns: number): HTMLElement | "offers" | null | undefined {
  const search = document.getElementById("page-search");
  if (key === "Escape") return search;
  if (key === "ArrowDown") return linkAfter(row, columns);
  if (key === "ArrowUp") return linkAfter(row, -columns) ?? search;
  if (columns === 1) return key === "ArrowRight" ? "offers" : null;
  return key === "ArrowRight" ? linkAfter(row, 1) : key === "ArrowLeft" ? linkAfter(row, -1) : null;
}

/** The link `steps` rows further; the last row's link if there are fewer. */
function linkAfter(row: Element | null, steps: number): HTMLElement | null | undefined {
  const rows = [...(row?.parentElement?.querySelectorAll(".row") ?? [])];
  const at = row ? rows.indexOf(row) + steps : -1;
  return rows[steps > 0 ? Math.min(at, rows.length - 1) : at]?.querySelector("a");
}
