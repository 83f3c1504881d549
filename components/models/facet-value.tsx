import { memo } from "react";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import { checkable } from "@/components/ui/roles";
import type { BoundField } from "@/lib/contract/bound";
import { lookup } from "@/lib/contract/lookup";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import { countOf, countText } from "@/lib/models/format";
import { browsePath, toggled } from "./browse-query";
import { logoStyle } from "./row-marks";

interface FacetValueProps {
  facet: ListName | BoundField;
  value: string;
  label: string;
  count: number;
  chosen: boolean;
  /** The query that the link's URL is built from; may lag one paint. */
  linked: BrowseQuery;
}

export const ICONS: Record<string, IconName> = lookup({
  tools: "wrench",
  reasoning: "brain",
  vision: "eye",
  json: "braces",
});

/** A link with the role of a checkbox, so that it works without JavaScript; `Facets` handles the clicks. */
export const FacetValue = memo(function FacetValue(props: FacetValueProps) {
  const { facet, value, label, count, chosen, linked } = props;
  const icon = facet === "abilities" ? ICONS[value] : undefined;
  const logo = facet === "gateways" || facet === "authors" ? logoStyle(value) : undefined;
  return (
    <li>
      <a
        href={browsePath(toggled(linked, facet, value))}
        {...checkable("checkbox", chosen)}
        aria-label={`${label}, ${countOf(count, "model")}`}
        data-facet={facet}
        data-value={value}
        data-label={label}
        rel="nofollow"
        className={`facet-value relative isolate -mx-2 flex min-h-7.5 items-center gap-2.25 rounded-small px-2 text-cell -outline-offset-2 hover:bg-hover hover:text-text max-lg:min-h-11 max-lg:text-chat ${count === 0 && !chosen ? "text-text-3" : "text-text-2"}`}
      >
        {icon && <Icon name={icon} className="text-text-3" />}
        {facet === "gateways" &&
          (logo ? (
            <i className="mark text-text-3" style={logo} />
          ) : (
            <span aria-hidden="true" className="w-4 flex-none text-center text-tiny font-medium text-text-3">
              {label.charAt(0)}
            </span>
          ))}
        <span className="min-w-0 flex-1 truncate">{label}</span>
        <span className="text-label whitespace-pre text-text-3">{` ${countText(count)}`}</span>
      </a>
    </li>
  );
});
