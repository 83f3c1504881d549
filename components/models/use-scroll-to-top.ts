"use client";

import { type RefObject, useEffect, useRef } from "react";
import { flushListUrl } from "./list-url";

/**
 * Makes a changed list start at its top. Where the list stands is watched, because asking would cost a layout in the
 * middle of a keystroke. The entry of the history that is left keeps where it was: the address is written first.
 */
export function useScrollToTop(top: RefObject<HTMLElement | null>) {
  const above = useRef(false);
  useEffect(() => {
    if (!top.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      above.current = entry !== undefined && entry.boundingClientRect.top < 0;
    });
    observer.observe(top.current);
    return () => observer.disconnect();
  }, [top]);
  return <T>(change: (to: T) => void) =>
    (to: T) => {
      change(to);
      if (!above.current) return;
      flushListUrl();
      scrollTo(0, top.current?.offsetTop ?? 0);
    };
}
