"use client";

import { useEffect, useState } from "react";
import { afterPaint } from "@/components/ui/use-after-paint";
import { fetchIndex } from "@/lib/client/catalog-index";
import type { IndexedList } from "./indexed-list";

/** How long to wait before each further try, in ms. */
const TRIES_MS = [500, 2_000, 5_000];
/** A larger index, in bytes, is only loaded when the list is first used. */
const LIGHT_BYTES = 100_000;
/** The last list, so that coming back to it, or going to another, shows all of it at once. */
let last: { hash: string; list: IndexedList } | undefined;
const USES = ["pointerdown", "keydown", "wheel", "touchmove", "scroll", "focusin"] as const;

/** Puts a list in the place of the last one, for a page that is about to ask for its hash. */
export function holdList(hash: string, list: IndexedList): void {
  last = { hash, list };
}

/** An index and the code that reads it, fetched together. */
async function loadList(hash: string, signal: AbortSignal): Promise<IndexedList> {
  const [packed, { unpackList }] = await Promise.all([fetchIndex(hash, signal), import("./indexed-list")]);
  return unpackList(packed);
}

/**
 * The list over the index with this hash once it is here; the last one stays while another is fetched. `failed` after
 * the last try. `bytes` is the index's compressed size: a visitor who only looks at the page does not fetch a heavy one.
 */
export function useIndexedList(hash: string, bytes = 0): { list: IndexedList | undefined; failed: boolean } {
  const [list, setList] = useState(() => (last?.hash === hash ? last.list : undefined));
  const [failed, setFailed] = useState(false);
  const [wanted, setWanted] = useState(bytes <= LIGHT_BYTES);
  useEffect(() => {
    if (wanted) return;
    const used = new AbortController();
    const options = { capture: true, passive: true, signal: used.signal };
    for (const use of USES) addEventListener(use, () => setWanted(true), options);
    return () => used.abort();
  }, [wanted]);
  useEffect(() => {
    if (!wanted || (last && last.hash === hash && last.list === list)) return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (tried: number) => {
      loadList(hash, controller.signal).then(
        (fetched) => {
          if (controller.signal.aborted) return;
          // Without a size, the hash stands for the current index, whichever that is.
          if (bytes > 0) last = { hash, list: fetched };
          setList(fetched);
          setFailed(false);
        },
        () => {
          const wait = TRIES_MS[tried];
          if (controller.signal.aborted) return;
          if (wait === undefined) setFailed(true);
          else timer = setTimeout(load, wait, tried + 1);
        },
      );
    };
    const cancel = afterPaint(() => load(0));
    return () => {
      cancel();
      controller.abort();
      clearTimeout(timer);
    };
  }, [hash, wanted, list, bytes]);
  return { list, failed };
}
