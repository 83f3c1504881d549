"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { CompareTray } from "@/components/compare/compare-tray";
import { announce } from "@/components/ui/announce";
import { Icon } from "@/components/ui/icon";
import { useTitle } from "@/components/ui/use-title";
import type { Gateway } from "@/lib/contract/gateway";
import type { BrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { BrowseContext } from "./browse-context";
import { Chips } from "./chips";
import { EmptyResult } from "./empty-result";
import { FilterPanel } from "./filter-panel";
import { activeFilters } from "./filters";
import { type FirstPage, PAGE_ROWS } from "./first-page";
import { listName } from "./list-name";
import { ListState } from "./list-title";
import { ListToolbar } from "./list-toolbar";
import { ModelTable } from "./model-table";
import { Paging } from "./paging";
import { SearchBox } from "./search-box";
import { useBrowse } from "./use-browse";
import { useCounts } from "./use-counts";
import { useLiveList } from "./use-live-list";
import { useScrollToTop } from "./use-scroll-to-top";
import { chosenView } from "./view-switch";
import type { View } from "./views";
import { WhyHidden } from "./why-hidden";

interface BrowseProps {
  start: FirstPage;
  /** The gateways' states at `now` (ms since 1970); none for a saved list. */
  states: readonly Gateway[];
  now: number;
  look: View;
}

export function Browse({ start: rendered, states: renderedStates, now: renderedAt, look }: BrowseProps) {
  const { start, states, now } = useLiveList({ start: rendered, states: renderedStates, now: renderedAt });
  const { typed, query, errors, problems, list, result, page, loading, failed, type, show } = useBrowse(start);
  const { gateways, today } = start;
  const [view, setView] = useState(chosenView() ?? look);
  const bar = useRef<HTMLDivElement>(null);
  const fromTop = useScrollToTop(bar);
  const read = useMemo(() => list?.rowReader(query.workload), [list, query.workload]);
  const rowAt = useMemo(() => (read && result ? (position: number) => read(result, position) : null), [read, result]);
  const found = result ? result.models.length : page.found;
  const { counted, facets, facetsNow, steps, relaxations } = useCounts(page, query, list, found);
  const models = list?.models ?? start.models;
  useTitle(`${listName(counted, gateways)} · Gatewayz`);
  const count = countWords(found, models);
  useAnnounced(counted, `${count} models`);
  return (
    <BrowseContext value={fromTop<BrowseQuery>(show)}>
      <header className="flex flex-wrap items-baseline gap-x-3 pt-4 pb-2 md:pt-6 md:pb-3">
        <h1>Models</h1>
        <p data-testid="count" className="mr-auto text-text-3">
          {count}
        </p>
        {states.length > 0 && <ListState gateways={states} now={now} />}
      </header>
      <div ref={bar} />
      <div className="top-0 z-20 flex flex-wrap items-start gap-2 bg-bg py-2 max-md:gap-y-2 tall:sticky lg:flex-nowrap">
        <SearchBox
          typed={typed}
          errors={errors}
          gateways={gateways}
          facets={facets}
          facetsNow={facetsNow}
          onType={fromTop(type)}
          onShow={fromTop(show)}
        />
        <ListToolbar query={query} filters={activeFilters(query, gateways).length} view={view} onSwitch={setView} />
      </div>
      <Chips query={typed} gateways={gateways} />
      <div className="grid-cols-[14rem_minmax(0,1fr)] gap-7 [overflow-anchor:none] lg:grid">
        <FilterPanel
          query={query}
          counted={counted}
          facets={facets}
          steps={steps}
          gateways={gateways}
          found={found}
          onShow={fromTop(show)}
        />
        <div className="min-h-[calc(100dvh-8rem)] min-w-0" aria-busy={loading}>
          <Notices
            sentences={[
              ...problems,
              ...(list ? list.unknownValues(query) : page.unknown),
              ...missingLists(states, query),
              ...(failed ? ["Couldn’t load the full list. Showing it page by page."] : []),
            ]}
          />
          {found === 0 ? (
            <EmptyResult query={query} relaxations={relaxations} gateways={gateways} states={states} />
          ) : (
            <ModelTable
              query={query}
              view={view}
              count={found}
              speeds={start.speeds}
              first={{ start: (page.page - 1) * PAGE_ROWS, rows: page.rows }}
              rowAt={rowAt}
              offersOf={
                list && result ? (position) => list.offersAt(result, position, query.workload) : failed ? "never" : null
              }
              reservesSpace={!failed && page.page === 1}
            />
          )}
          {list && <WhyHidden query={query} index={list.index} today={today} gateways={gateways} />}
          {!list && <Paging query={query} page={page.page} found={found} />}
        </div>
      </div>
      <CompareTray />
    </BrowseContext>
  );
}

/** "723", or "51 of 723". */
function countWords(found: number, models: number): string {
  return found === models ? countText(models) : `${countText(found)} of ${countText(models)}`;
}

/** Announces the number of models when the counted query changes. */
function useAnnounced(counted: BrowseQuery, message: string): void {
  const announced = useRef(counted);
  useEffect(() => {
    if (announced.current !== counted) announce(message, "count");
    announced.current = counted;
  }, [counted, message]);
}

/** A sentence for each selected gateway whose list couldn't be loaded. */
const missingLists = (states: readonly Gateway[], query: BrowseQuery): string[] =>
  states
    .filter(({ slug, state }) => state === "error" && query.gateways.includes(slug))
    .map(({ name }) => `${name}’s list couldn’t be loaded, so its models are missing.`);

function Notices({ sentences }: { sentences: readonly string[] }) {
  return sentences.map((sentence) => (
    <p
      key={sentence}
      role="note"
      className="mb-3 flex items-start gap-2 rounded-panel border border-line bg-warn-soft px-3.5 py-2.5 text-note text-text [overflow-wrap:anywhere]"
    >
      <Icon name="triangle-alert" className="mt-px text-warn" />
      <span className="min-w-0">{sentence}</span>
    </p>
  ));
}
