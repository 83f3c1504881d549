"use client";

import { useEffect, useState } from "react";
import { StateLine } from "@/components/gateways/state-line";
import type { Gateway } from "@/lib/contract/gateway";

const TICK_MS = 10_000;

/** When each page of a list was first shown (`performance.now()`), by its render time. */
const firstSeen = new Map<number, number>();

/** When the page of a render time was first shown: Back restores a page without rendering it again. */
export function firstShown(now: number): number {
  const shownAt = firstSeen.get(now) ?? performance.now();
  firstSeen.set(now, shownAt);
  return shownAt;
}

interface LiveStateProps {
  gateways: readonly Gateway[];
  /** When the page was rendered, in ms since 1970 by the server's clock. */
  now: number;
  className?: string;
}

/** The state of the data, with ages that keep counting. */
export function LiveState({ gateways, now, className = "" }: LiveStateProps) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const shownAt = firstShown(now);
    const age = () => setElapsed(performance.now() - shownAt);
    age();
    const timer = setInterval(age, TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  return <StateLine gateways={gateways} now={now + elapsed} className={className} />;
}
