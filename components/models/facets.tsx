import { type MouseEvent, type ReactNode, useState } from "react";
import { BOUND_FIELDS, type BoundField } from "@/lib/contract/bound";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import type { FacetCounts, StepCounts } from "@/lib/models/search";
import { CAPABILITIES, type IndexedGateway } from "@/lib/models/search-index";
import { followBySpace } from "./browse-context";
import { isField, isOn, stepBound, turned } from "./browse-query";
import { FacetValue } from "./facet-value";
import { FindAuthor } from "./find-author";
import { TOP_AUTHORS, topAuthors } from "./first-page";
import { boundText, FIELD_LABELS, LIST_LABELS, valueLabel } from "./labels";

/** The facets in their order; those that few people need are folded until they are used. */
const GROUPS: readonly { facet: ListName | BoundField; folded?: true }[] = [
  { facet: "gateways" },
  { facet: "abilities" },
  { facet: "ctx" },
  { facet: "in" },
  { facet: "out" },
  { facet: "authors" },
  { facet: "weights" },
  { facet: "params", folded: true },
  { facet: "licenses", folded: true },
  { facet: "age" },
  { facet: "prices", folded: true },
  { facet: "inputs", folded: true },
  { facet: "outputs", folded: true },
  { facet: "speed", folded: true },
  { facet: "states", folded: true },
];

interface FacetsProps {
  query: BrowseQuery;
  /** The query that the counts are of: that of the last paint. */
  counted: BrowseQuery;
  facets: FacetCounts;
  steps: StepCounts;
  gateways: readonly IndexedGateway[];
  onShow: (query: BrowseQuery) => void;
}

/** What the list can be narrowed by, each value with the number of models it would show. */
export function Facets(props: FacetsProps) {
  const { query, onShow } = props;
  const { authors } = props.facets;
  const [author, setAuthor] = useState("");
  const search = (authors.size >= TOP_AUTHORS || author !== "") && <FindAuthor authors={authors} onFind={setAuthor} />;
  const click = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-facet]") : null;
    if (!link || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    const { facet, value = "" } = link.dataset;
    onShow(turned(query, facet as ListName | BoundField, value));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the links in it, all at once.
    <div onClick={click} onKeyDown={followBySpace}>
      {GROUPS.map(({ facet, folded }) => (
        <Group
          key={facet}
          facet={facet}
          folded={folded}
          used={isUsed(query, facet)}
          search={facet === "authors" && search}
        >
          {isField(facet) ? stepValues(props, facet) : listValues(props, facet, author)}
        </Group>
      ))}
    </div>
  );
}

function isUsed(query: BrowseQuery, facet: ListName | BoundField): boolean {
  return isField(facet) ? query.bounds.some((b) => b.field === facet) : query[facet].length > 0;
}

function listValues({ query, counted, facets, gateways }: FacetsProps, list: ListName, author: string) {
  const counts = list === "authors" ? topAuthors(facets.authors, query, author) : facets[list];
  const offered = (value: string) => list !== "abilities" || CAPABILITIES.some((name) => name === value);
  const values = [...counts].filter(([value, count]) => (count > 0 && offered(value)) || query[list].includes(value));
  const fixed = list === "gateways" || list === "abilities" || list === "authors";
  return (fixed ? values : values.sort(byCount)).map(([value, count]) => (
    <FacetValue
      key={value}
      facet={list}
      value={value}
      label={valueLabel(list, value, gateways)}
      count={count}
      chosen={query[list].includes(value)}
      hue={list === "gateways" ? gateways.find((g) => g.slug === value)?.hue : undefined}
      linked={counted}
    />
  ));
}

function stepValues({ query, counted, steps }: FacetsProps, field: BoundField) {
  return BOUND_FIELDS[field].steps.flatMap((value, i) => {
    const bound = stepBound(field, value);
    const chosen = isOn(query, bound);
    const count = steps[field][i] ?? 0;
    if (count === 0 && !chosen) return [];
    const shared = { facet: field, value: String(value), label: boundText(bound), hue: undefined, linked: counted };
    return <FacetValue key={value} {...shared} count={count} chosen={chosen} />;
  });
}

interface GroupProps {
  facet: ListName | BoundField;
  folded: true | undefined;
  used: boolean;
  /** What finds further values; false where all are there. */
  search: ReactNode | false;
  children: ReactNode[];
}

function Group({ facet, folded, used, search, children }: GroupProps) {
  if (children.length === 0 && !search) return null;
  const label = isField(facet) ? FIELD_LABELS[facet] : LIST_LABELS[facet];
  if (!folded) {
    return (
      <section className="facet" aria-labelledby={`facet-${facet}`}>
        <h2 id={`facet-${facet}`}>{label}</h2>
        {search}
        <ul>{children}</ul>
      </section>
    );
  }
  return (
    <details className="facet" open={used || undefined}>
      <summary>
        <h2>{label}</h2>
      </summary>
      <ul>{children}</ul>
    </details>
  );
}

function byCount([a, countA]: [string, number], [b, countB]: [string, number]): number {
  return countB - countA || (a < b ? -1 : 1);
}
