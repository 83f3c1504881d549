"use client";

import { type RefObject, useEffect, useRef } from "react";
import { flushListUrl } from "./list-url";

/**
 * Scrolls a changed list to its top. An observer tracks the position, because measuring forces layout. The URL is
 * written first, so that the old history entry keeps its scroll position.
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
