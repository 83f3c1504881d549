"use client";

import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from "react";
import type { RowShape } from "./row-shape";

/** Rows that are printed, from the start of the list. */
const MAX_PRINTED = 200;
let printed = false;

function isPrinting(): boolean {
  return printed;
}

function subscribePrint(changed: () => void): () => void {
  const update = ({ type }: Event) => {
    printed = type === "beforeprint";
    changed();
  };
  addEventListener("beforeprint", update);
  addEventListener("afterprint", update);
  return () => {
    removeEventListener("beforeprint", update);
    removeEventListener("afterprint", update);
  };
}

/** Lines above and below the window that are rendered too. */
const OVERSCAN = 2;

function subscribeWindow(changed: () => void): () => void {
  addEventListener("scroll", changed, { passive: true });
  addEventListener("resize", changed, { passive: true });
  return () => {
    removeEventListener("scroll", changed);
    removeEventListener("resize", changed);
  };
}

/** The visible rows plus overscan; `to` is exclusive. */
interface RowWindow {
  from: number;
  to: number;
}

/** The rows in `body` to render; `top` is measured in a ResizeObserver, where it forces no layout. */
export function useRowWindow(
  body: RefObject<HTMLElement | null>,
  count: number,
  { height, columns }: RowShape,
): RowWindow {
  const [top, setTop] = useState(0);
  // With the server's rows only, the first paint does not wait for this.
  const [measureFirst] = useState(count > 0);
  useLayoutEffect(() => {
    const measure = () => setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
    if (measureFirst) measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body, measureFirst]);
  const printing = useSyncExternalStore(subscribePrint, isPrinting, () => false);
  const scrolled = useSyncExternalStore(
    subscribeWindow,
    () => Math.floor((scrollY - top) / height),
    () => 0,
  );
  const visible = useSyncExternalStore(
    subscribeWindow,
    () => Math.ceil(innerHeight / height) + 1,
    () => 0,
  );
  if (printing) return { from: 0, to: Math.min(count, MAX_PRINTED) };
  // A list that became shorter is rendered at its end until the browser has scrolled there.
  const first = Math.min(scrolled, Math.ceil(count / columns) - visible);
  const rowAt = (line: number) => Math.min(count, Math.max(0, line) * columns);
  return { from: rowAt(first - OVERSCAN), to: rowAt(first + visible + OVERSCAN) };
}
