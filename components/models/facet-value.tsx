import { memo } from "react";
import { Mark } from "@/components/ui/marks";
import type { BoundField } from "@/lib/contract/bound";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { browsePath, turned } from "./browse-query";

interface FacetValueProps {
  facet: ListName | BoundField;
  value: string;
  label: string;
  count: number;
  chosen: boolean;
  hue: number | undefined;
  /** The query that the link turns the value on or off in: of the last paint, because only the address hangs on it. */
  linked: BrowseQuery;
}

/** One value of a facet: a link that puts the filter on, or takes it off. The facets listen for all of them. */
export const FacetValue = memo(function FacetValue(props: FacetValueProps) {
  const { facet, value, label, count, chosen, hue, linked } = props;
  return (
    <li>
      <a
        href={browsePath(turned(linked, facet, value))}
        data-facet={facet}
        data-value={value}
        aria-current={chosen ? "true" : undefined}
        rel="nofollow"
      >
        {hue !== undefined && <Mark hue={hue} />}
        {label}
        <span className="num">{countText(count)}</span>
      </a>
    </li>
  );
});
