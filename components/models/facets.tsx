import { memo, type ReactNode } from "react";
import { BOUND_FIELDS, type BoundField } from "@/lib/contract/bound";
import type { BrowseQuery, ListName } from "@/lib/contract/query";
import type { FacetCounts, StepCounts } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";
import { isOn, stepBound, stepped, toggled } from "./browse-query";
import { FacetValue } from "./facet-value";
import { topAuthors } from "./first-page";
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
  { facet: "age" },
  { facet: "prices", folded: true },
  { facet: "inputs", folded: true },
  { facet: "outputs", folded: true },
  { facet: "speed", folded: true },
  { facet: "states", folded: true },
];

interface FacetsProps {
  query: BrowseQuery;
  facets: FacetCounts;
  steps: StepCounts;
  gateways: readonly IndexedGateway[];
}

/** What the list can be narrowed by, each value with the number of models it would show. */
export const Facets = memo(function Facets({ query, facets, steps, gateways }: FacetsProps) {
  return GROUPS.map(({ facet, folded }) => {
    const isField = facet in BOUND_FIELDS;
    const field = facet as BoundField;
    const list = facet as ListName;
    const values = isField ? stepValues(query, field, steps) : listValues(query, list, facets, gateways);
    if (values.length === 0) return null;
    const used = isField ? query.bounds.some((b) => b.field === field) : query[list].length > 0;
    return (
      <Group
        key={facet}
        name={facet}
        label={isField ? FIELD_LABELS[field] : LIST_LABELS[list]}
        folded={folded}
        used={used}
      >
        {values}
      </Group>
    );
  });
});

function listValues(query: BrowseQuery, list: ListName, facets: FacetCounts, gateways: readonly IndexedGateway[]) {
  const counts = list === "authors" ? topAuthors(facets.authors, query) : facets[list];
  const values = [...counts].filter(([value, count]) => count > 0 || query[list].includes(value));
  const fixed = list === "gateways" || list === "abilities" || list === "authors";
  return (fixed ? values : values.sort(byCount)).map(([value, count]) => (
    <FacetValue
      key={value}
      label={valueLabel(list, value, gateways)}
      count={count}
      chosen={query[list].includes(value)}
      to={toggled(query, list, value)}
      hue={list === "gateways" ? gateways.find((g) => g.slug === value)?.hue : undefined}
    />
  ));
}

function stepValues(query: BrowseQuery, field: BoundField, steps: StepCounts) {
  return BOUND_FIELDS[field].steps.flatMap((value, i) => {
    const bound = stepBound(field, value);
    const chosen = isOn(query, bound);
    const count = steps[field][i] ?? 0;
    if (count === 0 && !chosen) return [];
    const to = stepped(query, field, value);
    return <FacetValue key={value} label={boundText(bound)} count={count} chosen={chosen} to={to} />;
  });
}

interface GroupProps {
  name: string;
  label: string;
  folded: true | undefined;
  used: boolean;
  children: ReactNode;
}

function Group({ name, label, folded, used, children }: GroupProps) {
  if (!folded) {
    return (
      <section className="facet" aria-labelledby={`facet-${name}`}>
        <h2 id={`facet-${name}`}>{label}</h2>
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
