"use client";

import { useWindowVirtualizer } from "@tanstack/react-virtual";
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

/** The rows that are in sight, with some around them. `to` is not included. */
export interface RowWindow {
  from: number;
  to: number;
}

/**
 * Which of `count` rows of one shape in `body` are to be drawn while the window scrolls. Where `body` begins is
 * measured when the page's height changes, because what stands above may have grown: then the layout is known, and
 * looking costs nothing.
 */
export function useRowWindow(body: RefObject<HTMLElement | null>, count: number, shape: RowShape): RowWindow {
  "use no memo";
  const { height, columns } = shape;
  const [top, setTop] = useState(0);
  const virtualizer = useWindowVirtualizer({
    count: Math.ceil(count / columns),
    estimateSize: () => height,
    overscan: 2,
    scrollMargin: top,
    // Read-only: scrolling at the start would break the browser's scroll restoration.
    scrollToFn: () => {},
    initialRect: typeof window === "undefined" ? { width: 0, height: 0 } : { width: innerWidth, height: innerHeight },
  });
  useLayoutEffect(() => {
    const look = () => setTop((body.current?.getBoundingClientRect().top ?? 0) + scrollY);
    look();
    const observer = new ResizeObserver(look);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [body]);
  useLayoutEffect(() => {
    if (height > 0) virtualizer.measure();
  }, [height, virtualizer]);
  const printing = useSyncExternalStore(subscribePrint, isPrinting, () => false);
  if (printing) return { from: 0, to: Math.min(count, MAX_PRINTED) };
  const items = virtualizer.getVirtualItems();
  const last = items.at(-1);
  return { from: (items[0]?.index ?? 0) * columns, to: last ? Math.min(count, (last.index + 1) * columns) : 0 };
}
