import { buttonClass, LinkButton } from "@/components/ui/button";
import { EmptyState, Suggestions } from "@/components/ui/empty-state";
import { Icon } from "@/components/ui/icon";
import type { IconName } from "@/components/ui/icon-names";
import type { Gateway } from "@/lib/contract/gateway";
import type { BrowseQuery } from "@/lib/contract/query";
import { countOf } from "@/lib/models/format";
import type { Relaxation } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { cleared } from "./browse-query";
import { describeQuery } from "./filters";
import { boundLabel, FIELD_LABELS, LIST_LABELS, valueLabel } from "./labels";

interface EmptyResultProps {
  query: BrowseQuery;
  relaxations: readonly Relaxation[];
  gateways: readonly IndexedGateway[];
  states: readonly Gateway[];
}

const MAX_SUGGESTED = 4;

/** Explains why the list is empty, and suggests filters to remove. */
export function EmptyResult({ query, relaxations, gateways, states }: EmptyResultProps) {
  const filters = describeQuery(query, gateways);
  if (filters.length === 0) return <NoModels states={states} />;
  const why =
    filters.length > 1
      ? `No single offer matches all of these filters: ${filters.join(", ")}.`
      : `Nothing matches ${filters[0]}.`;
  return (
    <EmptyState icon="search-x" title="No models match" text={why}>
      {relaxations.length > 0 && (
        <Suggestions label="Broader searches">
          {relaxations.slice(0, MAX_SUGGESTED).map((relaxation) => (
            <li key={JSON.stringify(relaxation.change)}>
              <QueryLink
                to={relaxation.query}
                className="flex min-h-11 w-full items-center gap-3 px-4 py-1.5 text-start hover:bg-panel"
              >
                <Icon name={relaxedIcon(relaxation)} className="text-text-3" />
                <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">
                  {relaxedText(relaxation, query.q, gateways)}
                </span>
                <span className="comma-before text-note text-text-3">{countOf(relaxation.found, "model")}</span>
              </QueryLink>
            </li>
          ))}
        </Suggestions>
      )}
      <QueryLink to={cleared(query)} message="Filters cleared" className={`mt-4 ${buttonClass()}`}>
        Clear filters
      </QueryLink>
    </EmptyState>
  );
}

/** Explains why there are no models at all. */
function NoModels({ states }: { states: readonly Gateway[] }) {
  const failed = states.length > 0 && states.every(({ state, progress }) => state === "error" && progress === null);
  const reason = states.every(({ error }) => error?.includes("could not be reached"))
    ? "The backend can’t be reached"
    : "The list of every gateway failed to load";
  return (
    <EmptyState
      icon="layers"
      title={failed ? "Couldn’t load the models" : "No models yet"}
      text={failed ? `${reason}. Try again in a moment.` : "The first sync is still running."}
    >
      <LinkButton href="/gateways">Check gateway status</LinkButton>
    </EmptyState>
  );
}

/** A label for a relaxation: "Remove Groq", "Change to input price ≤ $1.20". */
function relaxedText({ change, query }: Relaxation, words: string, gateways: readonly IndexedGateway[]): string {
  if ("words" in change) return `Remove “${words.trim()}”`;
  if ("filters" in change) return `Only search for “${words.trim()}”`;
  if ("list" in change) {
    const name = valueLabel(change.list, change.value, gateways);
    return change.list === "gateways" || change.list === "abilities"
      ? `Remove ${name}`
      : `Remove ${LIST_LABELS[change.list].toLowerCase()} ${name}`;
  }
  if (!("on" in change)) return `Remove the ${FIELD_LABELS[change.off.field].toLowerCase()} limit`;
  return `Change to ${lowerFirst(boundLabel(query.bounds.at(-1) ?? change.on))}`;
}

const lowerFirst = (text: string) => text.slice(0, 1).toLowerCase() + text.slice(1);

function relaxedIcon({ change }: Relaxation): IconName {
  if ("filters" in change) return "search";
  return "on" in change ? "sliders-horizontal" : "x";
}
