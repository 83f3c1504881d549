"use client";

import { useEffect } from "react";

/** Input that shows the user wants to be elsewhere. */
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/**
 * Brings the place that the address names into view, and again while the page grows: what stands above and below it
 * comes later. Ends when the person moves.
 */
export function useHashTarget(): void {
  useEffect(() => {
    const target = document.getElementById(location.hash.slice(1));
    if (!target) return;
    const observer = new ResizeObserver(() => target.scrollIntoView());
    observer.observe(document.body);
    const stop = () => {
      observer.disconnect();
      for (const move of MOVES) removeEventListener(move, stop);
    };
    for (const move of MOVES) addEventListener(move, stop, { passive: true });
    return stop;
  }, []);
}
