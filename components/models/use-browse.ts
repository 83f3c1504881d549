"use client";

import { useEffect, useMemo, useState } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { urlProblems } from "@/lib/models/query/url-problems";
import { search } from "@/lib/models/search";
import { effective, type FirstPage, readQuery } from "./first-page";
import { writeListUrl } from "./list-url";
import { useIndex } from "./use-index";
import { useServerPage } from "./use-server-page";

const NONE: readonly string[] = [];

/**
 * The state of the browser: the query, which the address holds, and what it finds: `result` from the arrival of the
 * index on, until then a `page` of the server's. `asked` is the query as typed, `query` with the typed filters in their places.
 */
export function useBrowse(start: FirstPage) {
  const [asked, setAsked] = useState(start.query);
  const [problems, setProblems] = useState<readonly string[]>(start.problems);
  const { hash, bytes, gateways, today } = start;
  const { index, failed } = useIndex(hash, bytes);
  const { query, errors } = useMemo(() => effective(asked, gateways), [asked, gateways]);
  const result = useMemo(() => (index ? search(index, query, today, "usable") : null), [index, query, today]);
  const { page, asks } = useServerPage(start, query, !index);
  const type = (q: string) => {
    const next = settled({ ...asked, q }, gateways);
    setAsked(next);
    setProblems(NONE);
    writeListUrl("replaceState", next);
  };
  const show = (next: BrowseQuery) => {
    setAsked(next);
    setProblems(NONE);
    writeListUrl("pushState", next);
  };
  useEffect(() => {
    const restore = () => {
      const params = new URLSearchParams(location.search);
      setAsked(readQuery(params, gateways));
      setProblems(urlProblems(params));
    };
    addEventListener("popstate", restore);
    return () => removeEventListener("popstate", restore);
  }, [gateways]);
  return { asked, query, errors, problems, index, result, page, asks, failed, type, show };
}

/** Once a space ends what is typed, the filters in it become chips, and the words stay. */
function settled(asked: BrowseQuery, gateways: FirstPage["gateways"]): BrowseQuery {
  if (!/\s$/.test(asked.q)) return asked;
  const { query, errors } = effective(asked, gateways);
  if (errors.length > 0 || query.q === asked.q.trim()) return asked;
  return { ...query, q: query.q && `${query.q} ` };
}
