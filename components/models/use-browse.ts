"use client";

import { useEffect, useMemo, useState } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { search } from "@/lib/models/search";
import { browsePath } from "./browse-query";
import { effective, type FirstPage, readQuery } from "./first-page";
import { useIndex } from "./use-index";

/**
 * The state of the browser: the query, which the address holds, and from the arrival of the index on what it finds.
 * Typing replaces the address, everything else adds to the history. `asked` is the query as typed, `query` with the
 * typed filters in their places.
 */
export function useBrowse(start: FirstPage) {
  const [asked, setAsked] = useState(start.query);
  const { hash, gateways, today } = start;
  const { index, failed } = useIndex(hash);
  const { query, errors } = useMemo(() => effective(asked, gateways), [asked, gateways]);
  const result = useMemo(() => (index ? search(index, query, today) : null), [index, query, today]);
  const type = (q: string) => {
    const next = settled({ ...asked, q }, gateways);
    setAsked(next);
    writeAddress("replaceState", next);
  };
  const show = (next: BrowseQuery) => {
    setAsked(next);
    writeAddress("pushState", next);
  };
  useEffect(() => {
    const restore = () => setAsked(readQuery(new URLSearchParams(location.search), gateways));
    addEventListener("popstate", restore);
    return () => removeEventListener("popstate", restore);
  }, [gateways]);
  return { asked, query, errors, index, result, failed, type, show };
}

/** Once a space ends what is typed, the filters in it become chips, and the words stay. */
function settled(asked: BrowseQuery, gateways: FirstPage["gateways"]): BrowseQuery {
  if (!/\s$/.test(asked.q)) return asked;
  const { query, errors } = effective(asked, gateways);
  if (errors.length > 0 || query.q === asked.q.trim()) return asked;
  return { ...query, q: query.q && `${query.q} ` };
}

/** Whether the browser has been asked to tell why it refused an address. */
let told = false;

/**
 * Handing on the present state keeps Next's router out of it: it has nothing to fetch for another state of this page.
 * A browser refuses when there are too many writes in a short time; the next one tells it the address again.
 */
function writeAddress(how: "pushState" | "replaceState", query: BrowseQuery) {
  const path = browsePath(query);
  if (path === location.pathname + location.search) return;
  try {
    history[how](history.state, "", path);
  } catch (error) {
    if (!told) console.warn("the address does not show the state of the list:", error);
    told = true;
  }
}
