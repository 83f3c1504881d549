"use client";

import { useEffect, useState } from "react";
import { fetchPublic } from "@/lib/client/browser";
import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";
import { type FirstPage, fromJson, type PageJson } from "./first-page";

/** Debounce before the server is called, in ms. */
const DEBOUNCE_MS = 60;

/** The server's first page for a query while the index is not loaded; falls back to navigation. */
export function useServerPage(
  start: FirstPage,
  query: BrowseQuery,
  needed: boolean,
): { page: FirstPage; loading: boolean } {
  const startPath = browsePath(start.query);
  const path = browsePath(query);
  const [received, setReceived] = useState({ path: startPath, page: start });
  const loading = needed && path !== startPath && path !== received.path;
  useEffect(() => {
    if (!loading) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      fetchPublic<PageJson>(path.replace("/models", "/rows"), controller.signal).then(
        (json) => setReceived({ path, page: fromJson(json) }),
        () => controller.signal.aborted || location.assign(path),
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [loading, path]);
  return { page: path === startPath ? start : received.page, loading };
}
