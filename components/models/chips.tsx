import type { BrowseQuery } from "@/lib/contract/query";
import type { IndexedGateway } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { cleared } from "./browse-query";
import { activeFilters } from "./filters";

/** The filters that are on; a click takes one off, the last one all. */
export function Chips({ query, gateways }: { query: BrowseQuery; gateways: readonly IndexedGateway[] }) {
  const filters = activeFilters(query, gateways);
  if (filters.length === 0) return null;
  return (
    <ul className="chips" aria-label="Filters that are on">
      {filters.map(({ typed, label, without }) => (
        <li key={typed}>
          <QueryLink to={without} className="chip" aria-label={`Remove ${label}`} title={typed}>
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
