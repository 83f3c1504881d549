import { chipClass } from "@/components/ui/chip";
import { Icon } from "@/components/ui/icon";
import type { BrowseQuery } from "@/lib/contract/query";
import type { IndexedGateway } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { cleared } from "./browse-query";
import { ICONS } from "./facet-value";
import { activeFilters } from "./filters";
import { logoStyle } from "./row-marks";

/** The active filters; a click removes one, the last link all. */
export function Chips({ query, gateways }: { query: BrowseQuery; gateways: readonly IndexedGateway[] }) {
  const filters = activeFilters(query, gateways);
  if (filters.length === 0) return null;
  return (
    <ul className="flex flex-wrap items-center gap-1.5 pt-1 pb-3" aria-label="Active filters">
      {filters.map(({ typed, label, list, value = "", without }) => (
        <li key={typed}>
          <QueryLink
            to={without}
            next="chip"
            message={`${label} removed`}
            className={chipClass(true)}
            aria-label={`Remove ${label}`}
            title={typed}
          >
            {list === "gateways" && <i className="mark" style={logoStyle(value)} hidden={!logoStyle(value)} />}
            {list === "abilities" && ICONS[value] && <Icon name={ICONS[value]} size={14} />}
            {label} <Icon name="x" size={14} />
          </QueryLink>
        </li>
      ))}
      <li>
        <QueryLink
          to={cleared(query)}
          next="chip"
          message="Filters cleared"
          className="touch-target inline-flex min-h-7 items-center rounded-small px-2 text-note text-text-2 hover:text-text"
        >
          Clear filters
        </QueryLink>
      </li>
    </ul>
  );
}
