import { useEffect, useState } from "react";
import { fetchGateways, fetchPublic } from "@/lib/client/browser";
import type { Gateway } from "@/lib/contract/gateway";
import { browsePath } from "./browse-query";
import { type FirstPage, fromJson, type PageJson } from "./first-page";
import { flushListUrl } from "./list-url";
import { firstShown } from "./live-state";

/** Delay between requests during a sync, and after an error, in ms. */
const LOADING_MS = 1_500;
const RETRY_MS = 5_000;

/** A page of the list with the gateway states at `now` (server time, ms). */
interface LiveList {
  start: FirstPage;
  states: readonly Gateway[];
  now: number;
}

/** The last one, because a page that Back restores is older. */
let last: LiveList | undefined;

/**
 * The current list, fetched again and again during a sync. Next's router cannot do that: it would restore an older URL,
 * and leave the page on an error.
 */
export function useLiveList(rendered: LiveList): LiveList {
  const [live, setLive] = useState(() => (last && isSameQuery(last, rendered) ? last : rendered));
  const current = live.now > rendered.now ? live : rendered;
  const loading = current.states.some(({ progress }) => progress !== null);
  const { now } = rendered;
  useEffect(() => {
    if (!loading) return;
    const controller = new AbortController();
    const { signal } = controller;
    const shownAt = firstShown(now);
    let timer: ReturnType<typeof setTimeout>;
    const load = async () => {
      flushListUrl();
      const [json, gateways] = await Promise.all([
        fetchPublic<PageJson>(`/rows${location.search}`, signal),
        fetchGateways(signal),
      ]);
      last = { start: fromJson(json), states: gateways.data, now: now + performance.now() - shownAt };
      setLive(last);
    };
    const wait = (ms: number) => {
      timer = setTimeout(() => {
        load().then(
          () => wait(LOADING_MS),
          () => signal.aborted || wait(RETRY_MS),
        );
      }, ms);
    };
    wait(LOADING_MS);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [loading, now]);
  return current;
}

const isSameQuery = (a: LiveList, b: LiveList) => browsePath(a.start.query) === browsePath(b.start.query);
