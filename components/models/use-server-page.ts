"use client";

import { useEffect, useState } from "react";
import { fetchPublic } from "@/lib/client/browser";
import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";
import { type FirstPage, readPage, type SentPage } from "./first-page";

/** Debounce before the server is called, in ms. */
const DEBOUNCE_MS = 60;

/**
 * The first page of a query as the server finds it, for as long as there is no index to search here; the page before
 * stays until it comes. Where the server cannot be asked the browser goes to the address itself.
 */
export function useServerPage(
  start: FirstPage,
  query: BrowseQuery,
  needed: boolean,
): { page: FirstPage; asks: boolean } {
  const own = browsePath(start.query);
  const path = browsePath(query);
  const [came, setCame] = useState({ path: own, page: start });
  const asks = needed && path !== own && path !== came.path;
  useEffect(() => {
    if (!asks) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetchPublic<SentPage>(path.replace("/models", "/rows"), controller.signal).then(
        (sent) => setCame({ path, page: readPage(sent) }),
        () => controller.signal.aborted || location.assign(path),
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [asks, path]);
  return { page: path === own ? start : came.page, asks };
}
