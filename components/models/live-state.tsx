"use client";

import { useEffect, useState } from "react";
import { StateLine } from "@/components/gateways/state-line";
import type { Gateway } from "@/lib/contract/gateway";

const TICK_MS = 10_000;

/** When each page of a list was first shown, by the time at which it was rendered. */
const firstSeen = new Map<number, number>();

/** When the page of a time was first shown, by `performance.now()`: one that Back restores has aged since. */
export function firstShown(now: number): number {
  const began = firstSeen.get(now) ?? performance.now();
  firstSeen.set(now, began);
  return began;
}

interface LiveStateProps {
  gateways: readonly Gateway[];
  /** When the page was made, in ms since 1970 by the server's clock. */
  now: number;
  className?: string;
}

/** The state of the data, whose ages go on. */
export function LiveState({ gateways, now, className = "" }: LiveStateProps) {
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const began = firstShown(now);
    const age = () => setElapsed(performance.now() - began);
    age();
    const timer = setInterval(age, TICK_MS);
    return () => clearInterval(timer);
  }, [now]);
  return <StateLine gateways={gateways} now={now + elapsed} className={className} />;
}
