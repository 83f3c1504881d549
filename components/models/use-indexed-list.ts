"use client";

import { useEffect, useState } from "react";
import { afterPaint } from "@/components/ui/use-after-paint";
import { fetchIndex } from "@/lib/client/catalog-index";
import type { IndexedList } from "./indexed-list";

/** Delays before each retry, in ms. */
const RETRY_DELAYS_MS = [500, 2_000, 5_000];
/** A larger index is only loaded when the list is first used. */
const MAX_EAGER_BYTES = 100_000;
interface Loaded {
  hash: string;
  list: IndexedList;
}

/** The last list, shown immediately by a page with the same hash. */
let last: Loaded | undefined;
const USE_EVENTS = ["pointerdown", "keydown", "wheel", "touchmove", "scroll", "focusin"] as const;

/** Stores a list for a page that is about to request its hash. */
export function cacheList(hash: string, list: IndexedList): void {
  last = { hash, list };
}

async function loadList(hash: string, signal: AbortSignal): Promise<IndexedList> {
  const [packed, { unpackList }] = await Promise.all([fetchIndex(hash, signal), import("./indexed-list")]);
  return unpackList(packed);
}

/**
 * The list over the index with this hash, once loaded; until then, the last one. `failed` is set after the last retry.
 * `bytes` is the compressed size: visitors who only look at the page do not fetch a large index.
 */
export function useIndexedList(hash: string, bytes = 0): { list: IndexedList | undefined; failed: boolean } {
  const [loaded, setLoaded] = useState(() => (last?.hash === hash ? last : undefined));
  const [failed, setFailed] = useState(false);
  const [needed, setNeeded] = useState(bytes <= MAX_EAGER_BYTES);
  useEffect(() => {
    if (needed) return;
    const used = new AbortController();
    const options = { capture: true, passive: true, signal: used.signal };
    for (const use of USE_EVENTS) addEventListener(use, () => setNeeded(true), options);
    return () => used.abort();
  }, [needed]);
  useEffect(() => {
    if (!needed || loaded?.hash === hash) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (attempt: number) => {
      loadList(hash, controller.signal).then(
        (list) => {
          if (controller.signal.aborted) return;
          // An unknown hash redirects to the current index.
          if (bytes > 0) last = { hash, list };
          setLoaded({ hash, list });
          setFailed(false);
        },
        () => {
          const delay = RETRY_DELAYS_MS[attempt];
          if (controller.signal.aborted) return;
          if (delay === undefined) setFailed(true);
          else timer = setTimeout(load, delay, attempt + 1);
        },
      );
    };
    const cancel = afterPaint(() => load(0));
    return () => {
      cancel();
      controller.abort();
      clearTimeout(timer);
    };
  }, [hash, needed, loaded, bytes]);
  return { list: loaded?.list, failed };
}
