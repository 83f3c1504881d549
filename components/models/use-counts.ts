"use client";

import { useEffect, useMemo, useState } from "react";
import { useAfterPaint } from "@/components/ui/use-after-paint";
import type { BrowseQuery } from "@/lib/contract/query";
import type { Relaxation } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";
import type { FirstPage } from "./first-page";
import type { IndexedList } from "./indexed-list";

/**
 * The facets' counts, and the relaxations of an empty list. Both are computed after the rows are painted, for
 * `counted`, which then is the query.
 */
export function useCounts(start: FirstPage, query: BrowseQuery, list: IndexedList | undefined, found: number) {
  const { list: countedList, query: counted } = useAfterPaint(useMemo(() => ({ list, query }), [list, query]));
  const { today } = start;
  const counts = useMemo(
    () => (countedList ? countedList.count(counted, today) : { facets: start.facets, steps: start.steps }),
    [countedList, counted, today, start.facets, start.steps],
  );
  const empty = found === 0 && counted === query;
  const estimated = useRelaxations(countedList?.index, counted, today, empty);
  /** The facets of the current query, without waiting for a paint. */
  const facetsNow = () => (list && counted !== query ? list.count(query, today).facets : counts.facets);
  return { ...counts, counted, facetsNow, relaxations: countedList ? (empty ? estimated : []) : start.relaxations };
}

/** The relaxations of an empty list; their code is fetched on first use. */
function useRelaxations(index: SearchIndex | undefined, query: BrowseQuery, today: number, needed: boolean) {
  const [computed, setComputed] = useState<{ query: BrowseQuery; list: Relaxation[] } | null>(null);
  useEffect(() => {
    if (!index || !needed) return;
    let unmounted = false;
    import("@/lib/models/relax").then(
      ({ relaxationsOf }) => unmounted || setComputed({ query, list: relaxationsOf(index, query, today) }),
      (error: unknown) => console.warn("the ways back from an empty list could not be fetched:", error),
    );
    return () => {
      unmounted = true;
    };
  }, [index, query, today, needed]);
  return computed?.query === query ? computed.list : [];
}
