import type { KeyboardEvent } from "react";

/** Arrow keys go from model to model, from the first one and with Escape back to the search. */
export function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const row = (event.target as HTMLElement).closest("tr");
  const target = targetOf(event.key, row);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

/** From the search: ArrowDown goes to the first model in sight. */
export function enterTable(): void {
  const links = document.querySelectorAll<HTMLElement>(".models tbody a");
  [...links].find((link) => link.getBoundingClientRect().top > 0)?.focus();
}

function targetOf(key: string, row: Element | null): HTMLElement | null | undefined {
  const search = document.getElementById("page-search");
  if (key === "Escape") return search;
  if (key === "ArrowDown") return row?.nextElementSibling?.querySelector("a");
  if (key === "ArrowUp") return row?.previousElementSibling?.querySelector("a") ?? search;
  return null;
}
