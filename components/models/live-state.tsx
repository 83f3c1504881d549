"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { StateLine } from "@/components/gateways/state-line";
import type { Gateway } from "@/lib/contract/gateway";
import { adoptListUrl, releaseListUrl } from "./list-url";

const LOADING_MS = 1_500;
/** Retry delay after a failed page request. */
const RETRY_MS = 5_000;
const TICK_MS = 10_000;

/** When each page of a list was first shown, by the time at which it was rendered. */
const firstSeen = new Map<number, number>();

interface LiveStateProps {
  gateways: readonly Gateway[];
  /** When the page was made, in ms since 1970 by the server's clock. */
  now: number;
  className?: string;
}

/**
 * The state of the data, whose ages go on; while gateways are still being read the page is asked again and again, and
 * the list grows with each of them.
 */
export function LiveState({ gateways, now, className = "" }: LiveStateProps) {
  const router = useRouter();
  const [elapsed, setElapsed] = useState(0);
  const loading = gateways.some((gateway) => gateway.progress !== null);
  useEffect(() => {
    releaseListUrl();
    // A page that Back restores has aged since it was rendered.
    const began = firstSeen.get(now) ?? performance.now();
    firstSeen.set(now, began);
    setElapsed(performance.now() - began);
    let timer: ReturnType<typeof setTimeout>;
    const ask = (wait: number) => {
      timer = setTimeout(() => {
        adoptListUrl();
        router.refresh();
        ask(RETRY_MS);
      }, wait);
    };
    if (loading) ask(LOADING_MS);
    else timer = setInterval(() => setElapsed(performance.now() - began), TICK_MS);
    return () => clearInterval(timer);
  }, [loading, router, now]);
  return <StateLine gateways={gateways} now={now + elapsed} className={className} />;
}
