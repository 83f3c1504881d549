"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { urlProblems } from "@/lib/models/query/url-problems";
import { browsePath } from "./browse-query";
import { effective, type FirstPage, readQuery } from "./first-page";
import { flushListUrl, writeListUrl } from "./list-url";
import { useIndexedList } from "./use-indexed-list";
import { useServerPage } from "./use-server-page";

const NONE: readonly string[] = [];

/**
 * The state of the model browser: the query, which is in the URL, and its result: `page`, from the server, until the
 * index has loaded, then `result`. `asked` is the query as typed; in `query`, typed filters are in their fields.
 */
export function useBrowse(start: FirstPage) {
  const params = useSearchParams();
  // After Back, the address may be newer than the page that the server rendered.
  const [asked, setAsked] = useState(() => readQuery(params, start.gateways));
  const [problems, setProblems] = useState<readonly string[]>(() => urlProblems(params));
  const { hash, bytes, gateways, today } = start;
  const { list, failed } = useIndexedList(hash, bytes);
  const { query, errors } = useMemo(() => effective(asked, gateways), [asked, gateways]);
  const result = useMemo(() => list?.search(query, today) ?? null, [list, query, today]);
  const { page, asks } = useServerPage(start, query, !list);
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
  const shown = useRef("");
  useEffect(() => {
    shown.current = browsePath(asked);
  }, [asked]);
  useEffect(() => {
    const follow = () => {
      if (location.pathname !== "/models" || location.pathname + location.search === shown.current) return;
      const there = new URLSearchParams(location.search);
      const next = readQuery(there, gateways);
      if (browsePath(next) === shown.current) return;
      setAsked(next);
      setProblems(urlProblems(there));
    };
    // Next's router changed the page, for example to the whole list by the link in the header.
    void [start, params];
    flushListUrl();
    follow();
    addEventListener("popstate", follow);
    addEventListener("click", flushListUrl, { capture: true });
    return () => {
      removeEventListener("popstate", follow);
      removeEventListener("click", flushListUrl, { capture: true });
    };
  }, [gateways, start, params]);
  return { asked, query, errors, problems, list, result, page, asks, failed, type, show };
}

/** Once a space ends what is typed, the filters in it become chips, and the words stay. */
function settled(asked: BrowseQuery, gateways: FirstPage["gateways"]): BrowseQuery {
  if (!/\s$/.test(asked.q)) return asked;
  const { query, errors } = effective(asked, gateways);
  if (errors.length > 0 || query.q === asked.q.trim()) return asked;
  return { ...query, q: query.q && `${query.q} ` };
}
