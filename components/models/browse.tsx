"use client";

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { CompareTray } from "@/components/compare/compare-tray";
import { ExportLinks } from "@/components/compare/export-links";
import type { BrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { usableModels } from "@/lib/models/usable";
import { BrowseContext } from "./browse-context";
import { browsePath } from "./browse-query";
import { EmptyResult } from "./empty-result";
import { Facets } from "./facets";
import { activeFilters, unknownValues } from "./filters";
import { type FirstPage, PAGE_ROWS } from "./first-page";
import { listName } from "./list-name";
import { ModelTable } from "./model-table";
import { Paging } from "./paging";
import { offersAt, rowReader } from "./row-reader";
import type { View } from "./row-shape";
import { SearchBox } from "./search-box";
import { Sheet } from "./sheet";
import { SortMenu, sortText } from "./sort-menu";
import { useBrowse } from "./use-browse";
import { useCounts } from "./use-counts";
import { useScrollToTop } from "./use-scroll-to-top";
import { ViewSwitch } from "./view-switch";
import { WhyHidden } from "./why-hidden";
import { WorkloadMenu } from "./workload-menu";

interface BrowseProps {
  start: FirstPage;
  /** Gateways of whose list nothing is here. */
  silent: readonly string[];
  look: View;
  title: ReactNode;
}

/** Search, facets and table around one state. */
export function Browse({ start, silent, look, title }: BrowseProps) {
  const { asked, query, errors, index, result, page, asks, failed, type, show } = useBrowse(start);
  const { gateways, today } = start;
  const [view, setView] = useState(look);
  const bar = useRef<HTMLDivElement>(null);
  const fromTop = useScrollToTop(bar);
  const read = useMemo(() => index && rowReader(index, query.workload), [index, query.workload]);
  const rowAt = useMemo(() => (read && result ? (place: number) => read(result, place) : null), [read, result]);
  const found = result ? result.models.length : page.found;
  const { counted, facets, facetsNow, steps, relaxations } = useCounts(page, query, index, found);
  useEffect(() => {
    document.title = `${listName(counted, gateways)} · Gatewayz`;
  }, [counted, gateways]);
  const address = browsePath(query).split("?")[1] ?? "";
  const filters = activeFilters(query, gateways).length;
  return (
    <BrowseContext value={fromTop<BrowseQuery>(show)}>
      {title}
      <div ref={bar} className="browse-anchor" />
      <div className="browse-bar">
        <SearchBox
          asked={asked}
          errors={errors}
          gateways={gateways}
          facets={facets}
          facetsNow={facetsNow}
          found={found}
          models={index ? usableModels(index).count : start.models}
          onType={fromTop(type)}
          onShow={fromTop(show)}
        />
        <div className="browse-buttons">
          <button type="button" popoverTarget="filters" className="button for-sheet">
            Filters{filters > 0 && ` · ${filters}`}
          </button>
          <button type="button" popoverTarget="sorts" className="button">
            {sortText(query)}
          </button>
        </div>
        <WorkloadMenu query={query} />
        <button type="button" popoverTarget="more" className="button for-phone" aria-label="Export and changes">
          ⋯
        </button>
        <ExportLinks query={address} />
        <ViewSwitch view={view} onSwitch={setView} />
      </div>
      <div className="browse">
        <Sheet id="filters" label="Filters" className="facets" close={`Show ${countText(found)}`}>
          <Facets
            query={query}
            counted={counted}
            facets={facets}
            steps={steps}
            gateways={gateways}
            onShow={fromTop(show)}
          />
        </Sheet>
        <Sheet id="sorts" label="Order" className="sorts" close="Done">
          <SortMenu query={query} />
        </Sheet>
        <Sheet id="more" label="This list" className="for-phone" close="Done">
          <ExportLinks query={address} />
        </Sheet>
        <div className="results" aria-busy={asks}>
          {(index ? unknownValues(index, query) : page.unknown).map((sentence) => (
            <p key={sentence} className="notice">
              {sentence}
            </p>
          ))}
          {gateways
            .filter(({ slug }) => silent.includes(slug) && query.gateways.includes(slug))
            .map(({ slug, name }) => (
              <p key={slug} className="notice">
                The list of {name} could not be read: nothing of it is here.
              </p>
            ))}
          {failed && <p className="notice">The whole list could not be fetched: here it is page by page.</p>}
          {found === 0 ? (
            <EmptyResult query={query} relaxations={relaxations} gateways={gateways} />
          ) : (
            <ModelTable
              query={query}
              view={view}
              count={found}
              first={{ start: (page.page - 1) * PAGE_ROWS, rows: page.rows }}
              rowAt={rowAt}
              offersOf={
                index && result ? (place) => offersAt(index, result, place, query.workload) : failed ? "never" : null
              }
              holds={!failed && page.page === 1}
            />
          )}
          {index && <WhyHidden query={query} index={index} today={today} gateways={gateways} />}
          {!index && <Paging query={query} page={page.page} found={found} />}
        </div>
      </div>
      <CompareTray />
    </BrowseContext>
  );
}
