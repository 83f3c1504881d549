"use client";

import { useSyncExternalStore } from "react";
import type { View } from "./views";

/** Row height in px and rows per line. */
export interface RowShape {
  height: number;
  columns: number;
}

/* The same values as --row and --columns in rows.css. */
const PHONE = { rem: 4.75, columns: 1 };
const ROWS = { table: { rem: 3.5, columns: 1 }, compact: { rem: 2.25, columns: 1 } };
const CARDS = [
  { from: "64rem", rem: 8.75, columns: 3 },
  { from: "48rem", rem: 8.75, columns: 2 },
] as const;
const EDGES = ["48rem", "64rem"];

/** The shape of a view's rows at the current window width. */
export function useRowShape(view: View): RowShape {
  const key = useSyncExternalStore(
    subscribe,
    () => read(view),
    () => `${ROWS.table.rem * 16} 1`,
  );
  const [height = 0, columns = 1] = key.split(" ").map(Number);
  return { height, columns };
}

function subscribe(changed: () => void): () => void {
  const edges = EDGES.map((edge) => matchMedia(`(width >= ${edge})`));
  for (const edge of edges) edge.addEventListener("change", changed);
  return () => {
    for (const edge of edges) edge.removeEventListener("change", changed);
  };
}

function read(view: View): string {
  const wide = (edge: string) => matchMedia(`(width >= ${edge})`).matches;
  const desktop = view === "cards" ? (CARDS.find(({ from }) => wide(from)) ?? PHONE) : ROWS[view];
  const shape = wide("48rem") ? desktop : PHONE;
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  return `${shape.rem * rem} ${shape.columns}`;
}
