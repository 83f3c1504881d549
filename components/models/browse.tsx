"use client";

import { type ReactNode, useDeferredValue, useMemo, useRef } from "react";
import { CompareTray } from "@/components/compare/compare-tray";
import { ExportLinks } from "@/components/compare/export-links";
import type { BrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import { relaxationsOf } from "@/lib/models/relax";
import { BrowseContext } from "./browse-context";
import { browsePath } from "./browse-query";
import { EmptyResult } from "./empty-result";
import { Facets } from "./facets";
import { activeFilters, unknownValues } from "./filters";
import { type FirstPage, PAGE_ROWS } from "./first-page";
import { ModelTable } from "./model-table";
import { Paging } from "./paging";
import { rowReader } from "./row-reader";
import { SearchBox } from "./search-box";
import { Sheet } from "./sheet";
import { SortMenu, sortText } from "./sort-menu";
import { useBrowse } from "./use-browse";
import { WhyHidden } from "./why-hidden";
import { WorkloadMenu } from "./workload-menu";

/** Search, facets and table around one state. */
export function Browse({ start, title }: { start: FirstPage; title: ReactNode }) {
  const { asked, query, errors, index, result, failed, type, show } = useBrowse(start);
  const { gateways, today } = start;
  const bar = useRef<HTMLDivElement>(null);
  const read = useMemo(() => index && rowReader(index, query.workload), [index, query.workload]);
  const rowAt = useMemo(() => (read && result ? (place: number) => read(result, place) : null), [read, result]);
  const found = result ? result.models.length : start.found;
  const counts = result ?? start;
  // Rows and their count are painted first, the counts of the facets right after.
  const shownLater = useDeferredValue(useMemo(() => ({ query, counts }), [query, counts]));
  const filters = activeFilters(query, gateways).length;
  const relaxations = found > 0 ? [] : index ? relaxationsOf(index, query, today) : start.relaxations;

  /** A new list starts at its top. Scrolled after the change: the entry that is left keeps where it was. */
  const fromTop = <T,>(change: (to: T) => void) => {
    return (to: T) => {
      change(to);
      const top = bar.current?.offsetTop ?? 0;
      if (scrollY > top) scrollTo(0, top);
    };
  };

  return (
    <BrowseContext value={index ? fromTop<BrowseQuery>(show) : null}>
      {title}
      <div ref={bar} className="browse-anchor" />
      <div className="browse-bar">
        <SearchBox
          asked={asked}
          errors={errors}
          gateways={gateways}
          facets={counts.facets}
          found={found}
          models={index?.ids.length ?? start.models}
          ready={Boolean(index)}
          onType={fromTop(type)}
          onShow={fromTop(show)}
        />
        <div className="browse-buttons">
          <button type="button" popoverTarget="filters" className="button">
            Filters{filters > 0 && ` · ${filters}`}
          </button>
          <button type="button" popoverTarget="sorts" className="button for-phone">
            {sortText(query)}
          </button>
        </div>
        <WorkloadMenu query={query} />
        <ExportLinks query={browsePath(query).split("?")[1] ?? ""} />
      </div>
      <div className="browse">
        <Sheet id="filters" label="Filters" className="facets" close={`Show ${countText(found)}`}>
          <Facets
            query={shownLater.query}
            facets={shownLater.counts.facets}
            steps={shownLater.counts.steps}
            gateways={gateways}
          />
        </Sheet>
        <Sheet id="sorts" label="Order" className="sorts" close="Done">
          <SortMenu query={query} />
        </Sheet>
        <div className="results">
          {unknownValues(query, counts.facets).map((sentence) => (
            <p key={sentence} className="notice">
              {sentence}
            </p>
          ))}
          {failed && <p className="notice">The whole list could not be fetched: here it is page by page.</p>}
          {found === 0 ? (
            <EmptyResult query={query} relaxations={relaxations} gateways={gateways} />
          ) : (
            <ModelTable
              query={query}
              count={found}
              first={{ start: (start.page - 1) * PAGE_ROWS, rows: start.rows }}
              rowAt={rowAt}
              holds={!failed && start.page === 1}
            />
          )}
          {index && <WhyHidden query={query} index={index} today={today} gateways={gateways} />}
          {!index && <Paging query={query} page={start.page} found={found} />}
        </div>
      </div>
      <CompareTray />
    </BrowseContext>
  );
}
