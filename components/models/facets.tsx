import type { BrowseQuery, ListName } from "@/lib/contract/query";
import type { FacetCounts } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";
import { FacetValue } from "./facet-value";
import { LIST_LABELS } from "./labels";

const GROUPS: readonly ListName[] = ["gateways", "abilities", "inputs", "outputs"];

interface FacetsProps {
  query: BrowseQuery;
  facets: FacetCounts;
  gateways: readonly IndexedGateway[];
}

/** What the list can be narrowed by, each value with the number of models it would show. */
export function Facets({ query, facets, gateways }: FacetsProps) {
  return GROUPS.map((list) => {
    const values = [...facets[list]].filter(([value, count]) => count > 0 || query[list].includes(value));
    if (values.length === 0) return null;
    const inOrder = list === "gateways" || list === "abilities" ? values : values.sort(byCount);
    return (
      <section key={list} className="facet" aria-labelledby={`facet-${list}`}>
        <h2 id={`facet-${list}`}>{LIST_LABELS[list]}</h2>
        <ul>
          {inOrder.map(([value, count]) => (
            <FacetValue key={value} list={list} value={value} count={count} query={query} gateways={gateways} />
          ))}
        </ul>
      </section>
    );
  });
}

function byCount([a, countA]: [string, number], [b, countB]: [string, number]): number {
  return countB - countA || (a < b ? -1 : 1);
}
