import type { KeyboardEvent, MouseEvent } from "react";
import { singleKeysOn } from "@/components/shell/single-keys";
import { announce } from "@/components/ui/announce";
import { compared, favorites } from "./device-list";

const LISTS = new Map([
  ["f", favorites],
  ["c", compared],
]);

const KEYS = ["f", "c", "o"];

/** `c`, `f` and `o` on a row press its marks: compare, favorite, offers. Says whether the key was one of them. */
export function rowKeys(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.includes(event.key) || !singleKeysOn()) return false;
  const row = event.target instanceof Element ? event.target.closest(".row") : null;
  const mark = row?.querySelector<HTMLElement>(`[data-key="${event.key}"]`);
  mark?.click();
  return mark != null;
}

/** A click on a mark of any row of a table; one listener for all rows keeps rows cheap to draw. */
export function rowClick(event: MouseEvent): void {
  const mark = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-key]") : null;
  const id = mark?.closest<HTMLElement>("[data-id]")?.dataset.id;
  const key = mark?.dataset.key ?? "";
  if (!mark || id === undefined || !LISTS.has(key)) return;
  LISTS.get(key)?.toggle(id);
  const name = mark.closest("tr")?.querySelector("b")?.textContent ?? id;
  const on = LISTS.get(key)?.has(id) ?? false;
  announce(`${name} ${on ? "added to" : "removed from"} ${key === "f" ? "favorites" : "the comparison"}`, key);
}
