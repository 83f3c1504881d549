"use client";

import { useSearchParams } from "next/navigation";
import { useEffect, useMemo, useRef, useState } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { urlProblems } from "@/lib/models/query/url-problems";
import { browsePath } from "./browse-query";
import { type FirstPage, readQuery, resolveQuery } from "./first-page";
import { flushListUrl, writeListUrl } from "./list-url";
import { useIndexedList } from "./use-indexed-list";
import { useServerPage } from "./use-server-page";

const NONE: readonly string[] = [];

/**
 * The state of the model browser: the query, which is in the URL, and its result: `page`, from the server, until the
 * index has loaded, then `result`. In `query`, typed filters are in their fields.
 */
export function useBrowse(start: FirstPage) {
  const params = useSearchParams();
  // After Back, the URL may be newer than the page that the server rendered.
  const [typed, setTyped] = useState(() => readQuery(params, start.gateways));
  const [problems, setProblems] = useState<readonly string[]>(() => urlProblems(params));
  const { hash, bytes, gateways, today } = start;
  const { list, failed } = useIndexedList(hash, bytes);
  const { query, errors } = useMemo(() => resolveQuery(typed, gateways), [typed, gateways]);
  const result = useMemo(() => list?.search(query, today) ?? null, [list, query, today]);
  const { page, loading } = useServerPage(start, query, !list);
  const type = (q: string) => {
    const next = extractFilters({ ...typed, q }, gateways);
    setTyped(next);
    setProblems(NONE);
    writeListUrl("replaceState", next);
  };
  const show = (next: BrowseQuery) => {
    setTyped(next);
    setProblems(NONE);
    writeListUrl("pushState", next);
  };
  const shown = useRef("");
  useEffect(() => {
    shown.current = browsePath(typed);
  }, [typed]);
  useEffect(() => {
    const follow = () => {
      if (location.pathname !== "/models" || location.pathname + location.search === shown.current) return;
      const current = new URLSearchParams(location.search);
      const next = readQuery(current, gateways);
      if (browsePath(next) === shown.current) return;
      setTyped(next);
      setProblems(urlProblems(current));
    };
    // Also runs when Next's router changes these.
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
  return { typed, query, errors, problems, list, result, page, loading, failed, type, show };
}

/** After a final space, moves typed filters into their fields, so that they become chips. */
function extractFilters(typed: BrowseQuery, gateways: FirstPage["gateways"]): BrowseQuery {
  if (!/\s$/.test(typed.q)) return typed;
  const { query, errors } = resolveQuery(typed, gateways);
  if (errors.length > 0 || query.q === typed.q.trim()) return typed;
  return { ...query, q: query.q && `${query.q} ` };
}
