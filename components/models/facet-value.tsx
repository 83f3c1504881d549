import { Mark } from "@/components/ui/marks";
import type { BrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { QueryLink } from "./browse-context";

interface FacetValueProps {
  label: string;
  count: number;
  chosen: boolean;
  /** The query with the filter on, or off when it is on. */
  to: BrowseQuery;
  hue?: number | undefined;
}

/** One value of a facet: a link that puts the filter on, or takes it off. */
export function FacetValue({ label, count, chosen, to, hue }: FacetValueProps) {
  return (
    <li>
      <QueryLink to={to} aria-current={chosen ? "true" : undefined} rel="nofollow">
        {hue !== undefined && <Mark hue={hue} />}
        {label}
        <span className="num">{countText(count)}</span>
      </QueryLink>
    </li>
  );
}
