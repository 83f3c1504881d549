"use client";

import { useEffect, useState } from "react";
import { fetchIndex } from "@/lib/client/browser";
import type { SearchIndex } from "@/lib/models/search-index";

/** How long to wait before each further try, in ms. */
const TRIES_MS = [500, 2_000, 5_000];

/** The index with this hash once it is here; the last one stays while another is fetched. `failed` after the last try. */
export function useIndex(hash: string): { index: SearchIndex | undefined; failed: boolean } {
  const [index, setIndex] = useState<SearchIndex>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = (tried: number) => {
      fetchIndex(hash, controller.signal).then(
        (fetched) => {
          setIndex(fetched);
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
    load(0);
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [hash]);
  return { index, failed };
}
