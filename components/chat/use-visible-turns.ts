"use client";

import { type RefObject, startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** Messages that a long conversation opens with, at its end; earlier ones follow as they approach the viewport. */
const INITIAL_TURNS = 4;
const MORE_TURNS = 24;
/** Distance from the viewport at which messages are rendered, in px. */
const AHEAD_PX = 1_200;

/** The last messages of a long list, and more as the first approaches the viewport; keeps the position. */
export function useVisibleTurns(count: number, box: RefObject<HTMLElement | null>) {
  const [from, setFrom] = useState<number | null>(null);
  const sentinel = useRef<HTMLButtonElement>(null);
  const fromEnd = useRef<number | null>(null);
  const end = Math.max(0, count - INITIAL_TURNS);
  if (from === null && count > 0) setFrom(end);
  const earlier = Math.min(from ?? end, end);
  const more = () => {
    const { current } = box;
    fromEnd.current = current ? current.scrollHeight - current.scrollTop : null;
    startTransition(() => setFrom(Math.max(0, earlier - MORE_TURNS)));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it restores the position after a longer list moved it.
  useLayoutEffect(() => {
    const { current } = box;
    if (current && fromEnd.current !== null) current.scrollTop = current.scrollHeight - fromEnd.current;
    fromEnd.current = null;
  }, [earlier, box]);
  useEffect(() => {
    const target = sentinel.current;
    if (!target || earlier === 0) return;
    const near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && more(), {
      root: box.current,
      rootMargin: `${AHEAD_PX}px 0px 0px`,
    });
    near.observe(target);
    return () => near.disconnect();
  });
  const all = useCallback(() => setFrom(0), []);
  return { earlier, more, all, sentinel };
}
