import { useEffect, useState } from "react";
import { fetchGateways, fetchPublic } from "@/lib/client/browser";
import type { Gateway } from "@/lib/contract/gateway";
import { browsePath } from "./browse-query";
import { type FirstPage, readPage, type SentPage } from "./first-page";
import { flushListUrl } from "./list-url";
import { firstShown } from "./live-state";

/** How long to wait while gateways are being read, and after a failure, in ms. */
const LOADING_MS = 1_500;
const RETRY_MS = 5_000;

/** A page of the list, and how its gateways stood at `now`, in ms since 1970 by the server's clock. */
interface LiveList {
  start: FirstPage;
  states: readonly Gateway[];
  now: number;
}

/** The last one, as a page that Back restores is older. */
let last: LiveList | undefined;

/**
 * The list as it is now: while gateways are being read, it is fetched again and again, and grows with each of them. It
 * is not left to Next's router, which would put an older address back and leave the page when a request fails.
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
    const began = firstShown(now);
    let timer: ReturnType<typeof setTimeout>;
    const load = async () => {
      flushListUrl();
      const [sent, gateways] = await Promise.all([
        fetchPublic<SentPage>(`/rows${location.search}`, signal),
        fetchGateways(signal),
      ]);
      last = { start: readPage(sent), states: gateways.data, now: now + performance.now() - began };
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
