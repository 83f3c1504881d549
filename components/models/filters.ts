import { formatBound } from "@/lib/contract/bound";
import { ALL_HOLD, type BrowseQuery, EMPTY_QUERY, LISTS, type ListName } from "@/lib/contract/query";
import { printList } from "@/lib/models/query/typed";
import type { IndexedGateway } from "@/lib/models/search-index";
import { withoutBound } from "./browse-query";
import { boundLabel, LIST_LABELS, valueLabel } from "./labels";

interface ActiveFilter {
  /** In the query language, as the user would type it. */
  typed: string;
  label: string;
  /** The value in a list, as in the URL. */
  list?: ListName;
  value?: string;
  without: BrowseQuery;
}

/** Lists whose values are clear without a label. */
const PLAIN = ["gateways", "authors", "abilities", "weights"];

/** The active filters, in the order of the lists. */
export function activeFilters(query: BrowseQuery, gateways: readonly IndexedGateway[]): ActiveFilter[] {
  const values = LISTS.flatMap(([list]) =>
    query[list].map((value) => {
      const name = valueLabel(list, value, gateways);
      return {
        list,
        value,
        typed: printList(list, [value]).join(" "),
        label: PLAIN.includes(list) ? name : `${LIST_LABELS[list]}: ${name.toLowerCase()}`,
        without: { ...query, [list]: query[list].filter((v) => v !== value) },
      };
    }),
  );
  const bounds = query.bounds.map((bound) => ({
    typed: formatBound(bound),
    label: boundLabel(bound),
    without: withoutBound(query, bound),
  }));
  return [...values, ...bounds];
}

/** The words and filters of a query as text, one entry for all values of a list: "llama", Groq or Cerebras, Tools. */
export function describeQuery(query: BrowseQuery, gateways: readonly IndexedGateway[]): string[] {
  const words = query.q.trim() ? [`“${query.q.trim()}”`] : [];
  const lists = LISTS.map(([list]) => {
    const oneList = { ...EMPTY_QUERY, [list]: query[list] };
    const labels = activeFilters(oneList, gateways).map(({ label }) => label);
    const excluded = labels.filter((_, i) => query[list][i]?.startsWith("-"));
    const included = labels.filter((label) => !excluded.includes(label));
    return [included.join(ALL_HOLD.includes(list) ? " + " : " or "), ...excluded].filter(Boolean);
  });
  const bounds = activeFilters({ ...EMPTY_QUERY, bounds: query.bounds }, gateways).map(({ label }) => label);
  return [...words, ...lists.flat(), ...bounds];
}
