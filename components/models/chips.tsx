import type { BrowseQuery } from "@/lib/contract/query";
import type { IndexedGateway } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { cleared, toggled } from "./browse-query";
import { activeFilters } from "./filters";

/** The filters that are on; a click takes one off, the last one all. */
export function Chips({ query, gateways }: { query: BrowseQuery; gateways: readonly IndexedGateway[] }) {
  const filters = activeFilters(query, gateways);
  if (filters.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters that are on">
      {filters.map(({ list, value, label }) => (
        <li key={`${list} ${value}`}>
          <QueryLink to={toggled(query, list, value)} className="chip" aria-label={`Remove ${label}`}>
            {label} <span aria-hidden="true">×</span>
          </QueryLink>
        </li>
      ))}
      <li>
        <QueryLink to={cleared(query)} className="chip-all">
          Clear all
        </QueryLink>
      </li>
    </ul>
  );
}
