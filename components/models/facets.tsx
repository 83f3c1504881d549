import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";
import { announce } from "@/components/ui/announce";
import { Icon } from "@/components/ui/icon";
import { followBySpace } from "@/components/ui/roles";
import { BOUND_FIELDS, type BoundField } from "@/lib/contract/bound";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import type { FacetCounts, StepCounts } from "@/lib/models/search";
import { CAPABILITIES, type IndexedGateway } from "@/lib/models/search-index";
import { isPlainClick } from "./browse-context";
import { isField, isOn, stepBound, toggled } from "./browse-query";
import { FacetValue } from "./facet-value";
import { FindValue } from "./find-value";
import { TOP_AUTHORS, topAuthors } from "./first-page";
import { FIELD_LABELS, LIST_LABELS, valueLabel } from "./labels";
import { StepChoice } from "./step-choice";

/** The facets in order; rarely used ones are collapsed until used. A sheet begins with short ones. */
const GROUPS: readonly { facet: ListName | BoundField; folded?: true; early?: string }[] = [
  { facet: "gateways" },
  { facet: "abilities", early: "max-lg:-order-1" },
  { facet: "ctx", early: "max-lg:-order-1" },
  { facet: "in", early: "max-lg:-order-1" },
  { facet: "out" },
  { facet: "spread" },
  { facet: "authors" },
  { facet: "prices" },
  { facet: "weights" },
  { facet: "params", folded: true },
  { facet: "licenses", folded: true },
  { facet: "age" },
  { facet: "inputs", folded: true },
  { facet: "outputs", folded: true },
  { facet: "speed", folded: true },
  { facet: "states", folded: true },
];
/** Above this number, gateways get a search field. */
const MAX_UNSEARCHED_GATEWAYS = 16;

export interface FacetsProps {
  query: BrowseQuery;
  /** The query of the counts, as of the last paint. */
  counted: BrowseQuery;
  facets: FacetCounts;
  steps: StepCounts;
  gateways: readonly IndexedGateway[];
  onShow: (query: BrowseQuery) => void;
}

/** The filters, each value with the number of models that it would show. */
export function Facets(props: FacetsProps) {
  const { query, onShow, gateways } = props;
  const { authors } = props.facets;
  const [author, setAuthor] = useState("");
  const [gateway, setGateway] = useState("");
  const counted = [...authors.values()].filter((models) => models > 0).length;
  const finders: Partial<Record<ListName | BoundField, ReactNode>> = {
    authors: (authors.size >= TOP_AUTHORS || author !== "") && (
      <FindValue what="authors" count={counted > TOP_AUTHORS ? counted : 0} onFind={setAuthor} />
    ),
    gateways: gateways.length > MAX_UNSEARCHED_GATEWAYS && (
      <FindValue what="gateways" count={gateways.length} onFind={setGateway} />
    ),
  };
  const click = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-facet]") : null;
    if (!link || !isPlainClick(event)) return;
    event.preventDefault();
    const { facet, value = "", label = "" } = link.dataset;
    onShow(toggled(query, facet as ListName | BoundField, value));
    announce(`${label} ${link.ariaChecked === "true" ? "off" : "on"}`, "filter");
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it handles the clicks of the links inside.
    <div onClick={click} onKeyDown={keys} className="max-lg:flex max-lg:flex-col">
      {GROUPS.map(({ facet, folded, early }) => (
        <Group key={facet} facet={facet} early={early} open={!folded || isUsed(query, facet)} finder={finders[facet]}>
          {isField(facet) ? stepsOf(props, facet) : listValues(props, facet, facet === "gateways" ? gateway : author)}
        </Group>
      ))}
    </div>
  );
}

/** Space toggles a value; left and right move between the steps of a figure. */
function keys(event: KeyboardEvent): void {
  followBySpace(event);
  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const link = event.target instanceof HTMLElement ? event.target : null;
  if (by === undefined || link?.role !== "radio") return;
  const all = [...(link.parentElement?.querySelectorAll<HTMLElement>('[role="radio"]') ?? [])];
  all[(all.indexOf(link) + by + all.length) % all.length]?.focus();
  event.preventDefault();
}

function isUsed(query: BrowseQuery, facet: ListName | BoundField): boolean {
  return isField(facet) ? query.bounds.some((b) => b.field === facet) : query[facet].length > 0;
}

function listValues({ query, counted, facets, gateways }: FacetsProps, list: ListName, typed: string) {
  const counts = list === "authors" ? topAuthors(facets.authors, query, typed) : facets[list];
  const fixed = list === "gateways" || list === "abilities" || list === "weights";
  const isFound = (value: string) =>
    list !== "gateways" || valueLabel(list, value, gateways).toLowerCase().includes(typed);
  const isListed = (value: string) => list !== "abilities" || CAPABILITIES.some((name) => name === value);
  const values = [...counts].filter(
    ([value, count]) => query[list].includes(value) || ((fixed || count > 0) && isFound(value) && isListed(value)),
  );
  return (fixed || list === "authors" ? values : values.sort(byCount)).map(([value, count]) => (
    <FacetValue
      key={value}
      facet={list}
      value={value}
      label={valueLabel(list, value, gateways)}
      count={count}
      chosen={query[list].includes(value)}
      linked={counted}
    />
  ));
}

function stepsOf({ query, counted, steps }: FacetsProps, field: BoundField) {
  const values = BOUND_FIELDS[field].steps.flatMap((value, i) => {
    const chosen = isOn(query, stepBound(field, value));
    const count = steps[field][i] ?? 0;
    return value === 0 ? [] : [{ value, count, chosen }];
  });
  if (values.every(({ count, chosen }) => count === 0 && !chosen)) return [];
  return [<StepChoice key={field} field={field} values={values} linked={counted} />];
}

interface GroupProps {
  facet: ListName | BoundField;
  /** The class that moves it before the others. */
  early: string | undefined;
  open: boolean;
  /** The search field for further values. */
  finder: ReactNode;
  children: ReactNode[];
}

function Group({ facet, early = "", open, finder, children }: GroupProps) {
  if (children.length === 0 && !finder) return null;
  const steps = isField(facet);
  return (
    <details className={`group border-b border-line py-2 last:border-0 ${early}`} open={open || undefined}>
      <summary className="flex min-h-8 items-center justify-between text-note font-semibold select-none [&::-webkit-details-marker]:hidden">
        <h2 className="text-note">{steps ? FIELD_LABELS[facet] : LIST_LABELS[facet]}</h2>
        <Icon name="chevron-down" size={14} className="-rotate-90 text-text-3 group-open:rotate-0" />
      </summary>
      <div className="-mx-2 px-2 pt-0.5 pb-1.5">
        {finder}
        {steps ? children : <ul aria-label={LIST_LABELS[facet]}>{children}</ul>}
      </div>
    </details>
  );
}

function byCount([a, countA]: [string, number], [b, countB]: [string, number]): number {
  return countB - countA || (a < b ? -1 : 1);
}
