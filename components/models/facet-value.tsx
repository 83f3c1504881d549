import { Mark } from "@/components/ui/marks";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import type { IndexedGateway } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { toggled } from "./browse-query";
import { valueLabel } from "./labels";

interface FacetValueProps {
  list: ListName;
  value: string;
  count: number;
  query: BrowseQuery;
  gateways: readonly IndexedGateway[];
}

/** One value of a facet: a link that puts the filter on, or takes it off. */
export function FacetValue({ list, value, count, query, gateways }: FacetValueProps) {
  const gateway = list === "gateways" ? gateways.find((g) => g.slug === value) : undefined;
  const chosen = query[list].includes(value);
  return (
    <li>
      <QueryLink to={toggled(query, list, value)} aria-current={chosen ? "true" : undefined} rel="nofollow">
        {gateway && <Mark hue={gateway.hue} />}
        {valueLabel(list, value, gateways)}
        <span className="num">{countText(count)}</span>
      </QueryLink>
    </li>
  );
}
