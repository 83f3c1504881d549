"use client";

import { useMemo } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { relaxationsOf } from "@/lib/models/relax";
import { countFacets } from "@/lib/models/search";
import type { SearchIndex } from "@/lib/models/search-index";
import type { FirstPage } from "./first-page";
import { useAfterPaint } from "./use-after-paint";

/**
 * What the facets count, and the ways back from an empty list: both are reckoned when the rows are painted, and are of
 * `counted`, which by then is the query.
 */
export function useCounts(start: FirstPage, query: BrowseQuery, index: SearchIndex | undefined, found: number) {
  const none = found === 0;
  const {
    index: known,
    query: counted,
    empty,
  } = useAfterPaint(useMemo(() => ({ index, query, empty: none }), [index, query, none]));
  const { today } = start;
  const counts = useMemo(
    () => (known ? countFacets(known, counted, today) : { facets: start.facets, steps: start.steps }),
    [known, counted, today, start.facets, start.steps],
  );
  const relaxations = useMemo(() => {
    if (!known) return start.relaxations;
    return empty ? relaxationsOf(known, counted, today) : [];
  }, [known, counted, empty, today, start.relaxations]);
  return { ...counts, counted, relaxations: counted === query ? relaxations : [] };
}
