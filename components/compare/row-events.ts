import type { KeyboardEvent, MouseEvent } from "react";
import { singleKeysOn } from "@/components/shell/single-keys";
import { announce } from "@/components/ui/announce";
import { compared, favorites } from "./device-list";

const LISTS = new Map([
  ["f", favorites],
  ["c", compared],
]);

const KEYS = ["f", "c", "o"];

/** `c`, `f`, and `o` on a row press its buttons: compare, favorite, offers. Returns whether the key was one of them. */
export function rowKeys(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key) || !singleKeysOn()) return false;
  const row = event.target instanceof Element ? event.target.closest(".row") : null;
  const button = row?.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
  button?.click();
  return button != null;
}

/** A click on a button in any row of a table; one handler for all rows keeps rows cheap to render. */
export function rowClick(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-key]") : null;
  const id = button?.closest<HTMLElement>("[data-id]")?.dataset.id;
  const key = button?.dataset.key ?? "";
  if (!button || id === undefined || !LISTS.has(key)) return;
  LISTS.get(key)?.toggle(id);
  const name = button.closest("tr")?.querySelector("b")?.textContent ?? id;
  const on = LISTS.get(key)?.has(id) ?? false;
  announce(`${name} ${on ? "added to" : "removed from"} ${key === "f" ? "favorites" : "the comparison"}`, key);
}
