"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { CompareTray } from "@/components/compare/compare-tray";
import { announce } from "@/components/ui/announce";
import { buttonClass } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { iconButtonClass } from "@/components/ui/icon-button";
import { useTitle } from "@/components/ui/use-title";
import type { Gateway } from "@/lib/contract/gateway";
import type { BrowseQuery } from "@/lib/contract/query";
import { countOf, countText } from "@/lib/models/format";
import { BrowseContext, QueryLink } from "./browse-context";
import { cleared } from "./browse-query";
import { Chips } from "./chips";
import { EmptyResult } from "./empty-result";
import { Facets } from "./facets";
import { activeFilters } from "./filters";
import { type FirstPage, PAGE_ROWS } from "./first-page";
import { listName } from "./list-name";
import { ListState } from "./list-title";
import { MoreMenu, SortMenu, TOOL } from "./list-tools";
import { ModelTable } from "./model-table";
import { Paging } from "./paging";
import { SearchBox } from "./search-box";
import { useBrowse } from "./use-browse";
import { useCounts } from "./use-counts";
import { useLiveList } from "./use-live-list";
import { useScrollToTop } from "./use-scroll-to-top";
import { chosenView, ViewSwitch } from "./view-switch";
import type { View } from "./views";
import { WhyHidden } from "./why-hidden";
import { WorkloadMenu } from "./workload-menu";

/** Beside the list on a desk; a sheet over it on a phone. */
const FACETS =
  "facets m-0 overflow-y-auto overscroll-contain text-text max-lg:inset-x-0 max-lg:top-auto max-lg:bottom-0 max-lg:mx-auto max-lg:max-h-[88dvh] max-lg:w-full max-lg:max-w-lg max-lg:rounded-t-sheet max-lg:bg-raised max-lg:px-5 max-lg:pt-4 max-lg:shadow-3 max-lg:backdrop:bg-scrim lg:sticky lg:top-13 lg:-mx-2 lg:block lg:max-h-[calc(100dvh-3.25rem)] lg:w-auto lg:self-start lg:bg-transparent lg:px-2 lg:pb-6 lg:[contain:content] lg:[inset-inline:auto] lg:[scrollbar-width:thin]";

interface BrowseProps {
  start: FirstPage;
  /** How the gateways stood at `now`, in ms since 1970; none for a saved list. */
  states: readonly Gateway[];
  now: number;
  look: View;
}

/** Search, facets and table around one state. */
export function Browse({ start: rendered, states: renderedStates, now: renderedAt, look }: BrowseProps) {
  const { start, states, now } = useLiveList({ start: rendered, states: renderedStates, now: renderedAt });
  const { asked, query, errors, problems, list, result, page, asks, failed, type, show } = useBrowse(start);
  const { gateways, today } = start;
  const [view, setView] = useState(chosenView() ?? look);
  const bar = useRef<HTMLDivElement>(null);
  const fromTop = useScrollToTop(bar);
  const read = useMemo(() => list?.rowReader(query.workload), [list, query.workload]);
  const rowAt = useMemo(() => (read && result ? (place: number) => read(result, place) : null), [read, result]);
  const found = result ? result.models.length : page.found;
  const { counted, facets, facetsNow, steps, relaxations } = useCounts(page, query, list, found);
  const models = list?.models ?? start.models;
  useTitle(`${listName(counted, gateways)} · Gatewayz`);
  const announced = useRef(counted);
  useEffect(() => {
    if (announced.current !== counted) announce(`${countWords(found, models)} models`, "count");
    announced.current = counted;
  }, [counted, found, models]);
  const filters = activeFilters(query, gateways).length;
  return (
    <BrowseContext value={fromTop<BrowseQuery>(show)}>
      <header className="flex flex-wrap items-baseline gap-x-3 pt-4 pb-2 md:pt-6 md:pb-3">
        <h1>Models</h1>
        <p data-testid="count" className="mr-auto text-text-3">
          {countWords(found, models)}
        </p>
        {states.length > 0 && <ListState gateways={states} now={now} />}
      </header>
      <div ref={bar} />
      <div className="top-0 z-20 flex flex-wrap items-start gap-2 bg-bg py-2 max-md:gap-y-2 tall:sticky lg:flex-nowrap">
        <SearchBox
          asked={asked}
          errors={errors}
          gateways={gateways}
          facets={facets}
          facetsNow={facetsNow}
          onType={fromTop(type)}
          onShow={fromTop(show)}
        />
        <div className="flex min-w-0 gap-2 max-md:-mx-4 max-md:w-screen max-md:overflow-x-auto max-md:px-4 max-md:py-0.5 max-md:[scrollbar-width:none] md:max-lg:w-full">
          <button type="button" popoverTarget="filters" className={`${TOOL} lg:hidden`}>
            <Icon name="sliders-horizontal" className="text-text-3" />
            Filters{filters > 0 && <span className="whitespace-pre text-accent">{` ${filters}`}</span>}
          </button>
          <SortMenu query={query} />
          <WorkloadMenu query={query} />
          <span className="flex gap-2 md:max-lg:ml-auto">
            <ViewSwitch view={view} onSwitch={setView} />
            <MoreMenu query={query} />
          </span>
        </div>
      </div>
      <Chips query={asked} gateways={gateways} />
      <div className="grid-cols-[14rem_minmax(0,1fr)] gap-7 [overflow-anchor:none] lg:grid">
        <aside id="filters" popover="auto" aria-label="Filters" className={FACETS}>
          <div className="flex items-center justify-between pb-1 lg:hidden">
            <b className="text-section font-semibold">Filters</b>
            <button
              type="button"
              popoverTarget="filters"
              popoverTargetAction="hide"
              aria-label="Close"
              className={iconButtonClass()}
            >
              <Icon name="x" />
            </button>
          </div>
          <Facets
            query={query}
            counted={counted}
            facets={facets}
            steps={steps}
            gateways={gateways}
            onShow={fromTop(show)}
          />
          <div className="sticky bottom-0 -mx-5 flex gap-2.5 border-t border-line bg-raised px-5 py-3 lg:hidden">
            <QueryLink to={cleared(query)} message="Filters cleared" className={buttonClass({ size: "lg" })}>
              Reset
            </QueryLink>
            <button
              type="button"
              popoverTarget="filters"
              popoverTargetAction="hide"
              className={`flex-1 ${buttonClass({ variant: "primary", size: "lg" })}`}
            >
              Show {countOf(found, "model")}
            </button>
          </div>
        </aside>
        <div className="min-h-[calc(100dvh-8rem)] min-w-0" aria-busy={asks}>
          <Notices
            sentences={[
              ...problems,
              ...(list ? list.unknownValues(query) : page.unknown),
              ...states
                .filter(({ slug, state }) => state === "error" && query.gateways.includes(slug))
                .map(({ name }) => `${name}’s list couldn’t be loaded, so its models are missing.`),
              ...(failed ? ["Couldn’t load the full list. Showing it page by page."] : []),
            ]}
          />
          {found === 0 ? (
            <EmptyResult query={query} relaxations={relaxations} gateways={gateways} />
          ) : (
            <ModelTable
              query={query}
              view={view}
              count={found}
              speeds={start.speeds}
              first={{ start: (page.page - 1) * PAGE_ROWS, rows: page.rows }}
              rowAt={rowAt}
              offersOf={
                list && result ? (place) => list.offersAt(result, place, query.workload) : failed ? "never" : null
              }
              holds={!failed && page.page === 1}
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

/** What could not be read or loaded, above the list. */
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
