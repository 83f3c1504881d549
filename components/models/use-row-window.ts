"use client";

import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { RowShape } from "./row-shape";

/** Print has no window: it gets this many rows from the start. */
const MAX_PRINTED = 200;
let printed = false;

function isPrinting(): boolean {
  return printed;
}

function subscribePrint(changed: () => void): () => void {
  const listen = ({ type }: Event) => {
    printed = type === "beforeprint";
    changed();
  };
  addEventListener("beforeprint", listen);
  addEventListener("afterprint", listen);
  return () => {
    removeEventListener("beforeprint", listen);
    removeEventListener("afterprint", listen);
  };
}

/** Lines of rows above and below the window that are drawn too. */
const AROUND = 2;

function subscribeWindow(changed: () => void): () => void {
  addEventListener("scroll", changed, { passive: true });
  addEventListener("resize", changed, { passive: true });
  return () => {
    removeEventListener("scroll", changed);
    removeEventListener("resize", changed);
  };
}

/** The rows that are in sight, with some around them. `to` is not included. */
interface RowWindow {
  from: number;
  to: number;
}

/**
 * Which of `count` rows of one shape in `body` are to be drawn while the window scrolls. Where `body` begins is
 * measured when the page's height changes, because what stands above may have grown: then the layout is known, and
 * looking costs nothing.
 */
export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  count: number,
  { height, columns }: RowShape,
): RowWindow {
  const [top, setTop] = useState(0);
  // While there are only the server's rows, the first paint does not wait for this.
  const [atOnce] = useState(count > 0);
  useLayoutEffect(() => {
    const look = () => setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
    if (atOnce) look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body, atOnce]);
  const printing = useSyncExternalStore(subscribePrint, isPrinting, () => false);
  const scrolled = useSyncExternalStore(
    subscribeWindow,
    () => Math.floor((scrollY - top) / height),
    () => 0,
  );
  const inSight = useSyncExternalStore(
    subscribeWindow,
    () => Math.ceil(innerHeight / height) + 1,
    () => 0,
  );
  if (printing) return { from: 0, to: Math.min(count, MAX_PRINTED) };
  // A list that has become shorter is drawn at its end until the browser has scrolled back to it.
  const first = Math.min(scrolled, Math.ceil(count / columns) - inSight);
  const placeOf = (line: number) => Math.min(count, Math.max(0, line) * columns);
  return { from: placeOf(first - AROUND), to: placeOf(first + inSight + AROUND) };
}
