"use client";

import { type RefObject, startTransition, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";

/** How many messages a long conversation opens with, at its end; earlier ones follow as they come near the viewport. */
const SHOWN = 4;
const MORE = 24;
/** How far from the viewport messages are rendered, in px. */
const AHEAD = 1_200;

/**
 * Which messages of a long list are rendered: the last ones, and more when the first of them comes near the viewport.
 * The scroll position stays on the same message meanwhile.
 */
export function useVisibleTurns(count: number, box: RefObject<HTMLElement | null>) {
  const [from, setFrom] = useState<number | null>(null);
  const sentinel = useRef<HTMLButtonElement>(null);
  const fromEnd = useRef<number | null>(null);
  const end = Math.max(0, count - SHOWN);
  if (from === null && count > 0) setFrom(end);
  const earlier = Math.min(from ?? end, end);
  const more = () => {
    const { current } = box;
    fromEnd.current = current ? current.scrollHeight - current.scrollTop : null;
    startTransition(() => setFrom(Math.max(0, earlier - MORE)));
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: it puts right what a longer list moved.
  useLayoutEffect(() => {
    const { current } = box;
    if (current && fromEnd.current !== null) current.scrollTop = current.scrollHeight - fromEnd.current;
    fromEnd.current = null;
  }, [earlier, box]);
  useEffect(() => {
    const target = sentinel.current;
    if (!target || earlier === 0) return;
    const near = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && more(), {
      root: box.current,
      rootMargin: `${AHEAD}px 0px 0px`,
    });
    near.observe(target);
    return () => near.disconnect();
  });
  const all = useCallback(() => setFrom(0), []);
  return { earlier, more, all, sentinel };
}
