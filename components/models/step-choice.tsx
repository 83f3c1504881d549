import { memo } from "react";
import { checkable } from "@/components/ui/roles";
import { SEGMENTS, segmentClass } from "@/components/ui/segmented";
import type { BoundField } from "@/lib/contract/bound";
import type { BrowseQuery } from "@/lib/contract/query";
import { contextText, countOf, sizeText } from "@/lib/models/format";
import { ANY_STEP, browsePath, stepBound, toggled } from "./browse-query";
import { boundLabel, FIELD_LABELS } from "./labels";

/** A step that a figure can be limited to; `count` is the number of models that it would show. */
interface Step {
  value: number;
  count: number;
  chosen: boolean;
}

interface StepChoiceProps {
  field: BoundField;
  values: readonly Step[];
  /** The query that the links' URLs are built from; may lag one paint. */
  linked: BrowseQuery;
}

/** The steps of a figure as links with the role of radio buttons; "Any" removes the limit. */
export const StepChoice = memo(function StepChoice({ field, values, linked }: StepChoiceProps) {
  const on = values.find(({ chosen }) => chosen);
  return (
    <div role="radiogroup" aria-label={FIELD_LABELS[field]} className={`flex ${SEGMENTS}`}>
      <a
        {...checkable("radio", on === undefined)}
        href={browsePath({ ...linked, bounds: linked.bounds.filter((b) => b.field !== field) })}
        data-facet={field}
        data-value={ANY_STEP}
        data-label={`${FIELD_LABELS[field]} limit`}
        rel="nofollow"
        className={segmentClass(on === undefined, true)}
      >
        Any
      </a>
      {values.map(({ value, count, chosen }) => {
        const label = boundLabel(stepBound(field, value));
        return (
          <a
            key={value}
            {...checkable("radio", chosen)}
            aria-label={`${label}, ${countOf(count, "model")}`}
            title={`${label}: ${countOf(count, "model")}`}
            href={browsePath(toggled(linked, field, String(value)))}
            data-facet={field}
            data-value={value}
            data-label={label}
            rel="nofollow"
            className={segmentClass(chosen, true)}
          >
            {shortStep(field, value)}
          </a>
        );
      })}
    </div>
  );
});

function shortStep(field: BoundField, value: number): string {
  if (field === "ctx") return contextText(value);
  if (field === "params") return sizeText(value);
  if (field === "age") return value % 365 === 0 ? `${value / 365} y` : `${value} d`;
  if (field === "spread" || field === "speed") return `${value}+`;
  return `$${value < 1 ? value.toFixed(2) : value}`;
}
