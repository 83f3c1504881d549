import { type BrowseQuery, LISTS, type ListName } from "@/lib/contract/query";
import type { FacetCounts } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";
import { LIST_LABELS, valueLabel } from "./labels";

/** A filter that is on. */
export interface ActiveFilter {
  list: ListName;
  value: string;
  label: string;
}

/** The filters that are on, in the order of the lists. */
export function activeFilters(query: BrowseQuery, gateways: readonly IndexedGateway[]): ActiveFilter[] {
  return LISTS.flatMap(([list]) =>
    query[list].map((value) => {
      const name = valueLabel(list, value, gateways);
      const plain = list === "gateways" || list === "abilities";
      return { list, value, label: plain ? name : `${LIST_LABELS[list]}: ${name.toLowerCase()}` };
    }),
  );
}

/** What the filters of a query and its words are, in words: "llama" on Groq with tools. */
export function describeQuery(query: BrowseQuery, gateways: readonly IndexedGateway[]): string {
  const words = query.q.trim() ? [`“${query.q.trim()}”`] : [];
  return [...words, ...activeFilters(query, gateways).map((f) => f.label)].join(" + ");
}

/** A sentence for every value that nobody knows: what came, and what there is. */
export function unknownValues(query: BrowseQuery, facets: FacetCounts): string[] {
  return LISTS.flatMap(([list, param]) => {
    const known = [...facets[list].keys()];
    return query[list]
      .filter((value) => !known.includes(value))
      .map((value) => `There is no ${param} named “${value}”; there are: ${known.join(", ")}.`);
  });
}
