"use client";

import { useEffect } from "react";

/** Input that shows that the user moves elsewhere. */
const MOVES = ["wheel", "touchstart", "pointerdown", "keydown"] as const;

/** Scrolls to the URL's hash, and again while parts load, until the user moves. */
export function useHashTarget(): void {
  useEffect(() => {
    let stop = () => {};
    const follow = () => {
      stop();
      const target = document.getElementById(location.hash.slice(1));
      if (!target) return;
      const observer = new ResizeObserver(() => target.scrollIntoView());
      observer.observe(document.body);
      for (const move of MOVES) addEventListener(move, stopHere, { passive: true });
      function stopHere() {
        observer.disconnect();
        for (const move of MOVES) removeEventListener(move, stopHere);
      }
      stop = stopHere;
    };
    follow();
    addEventListener("hashchange", follow);
    return () => {
      removeEventListener("hashchange", follow);
      stop();
    };
  }, []);
}
