"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { fetchIndex } from "@/lib/client/browser";
import type { BrowseQuery } from "@/lib/contract/query";
import { search } from "@/lib/models/search";
import { browsePath } from "./browse-query";
import { type FirstPage, readQuery } from "./first-page";

/**
 * The state of the browser: the query, which the address holds, and from the arrival of the index on what it finds.
 * Typing replaces the address, everything else adds to the history.
 */
export function useBrowse(start: FirstPage) {
  const [query, setQuery] = useState(start.query);
  const { hash, gateways } = start;
  const { data: index, isError } = useQuery({
    queryKey: ["index", hash],
    queryFn: ({ signal }) => fetchIndex(hash, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const result = useMemo(() => (index ? search(index, query) : null), [index, query]);
  const type = (q: string) => {
    const next = { ...query, q };
    setQuery(next);
    writeAddress("replaceState", next);
  };
  const show = (next: BrowseQuery) => {
    setQuery(next);
    writeAddress("pushState", next);
  };
  useEffect(() => {
    const restore = () => setQuery(readQuery(new URLSearchParams(location.search), gateways));
    addEventListener("popstate", restore);
    return () => removeEventListener("popstate", restore);
  }, [gateways]);
  return { query, index, result, failed: isError, type, show };
}

/**
 * Handing on the present state keeps Next's router out of it: it has nothing to fetch for another state of this page.
 * A browser refuses when there are too many writes in a short time; the next one tells it the address again.
 */
function writeAddress(how: "pushState" | "replaceState", query: BrowseQuery) {
  const path = browsePath(query);
  if (path === location.pathname + location.search) return;
  try {
    history[how](history.state, "", path);
  } catch {}
}
