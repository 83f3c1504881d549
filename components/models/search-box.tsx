"use client";

import { type KeyboardEvent, useEffect, useRef } from "react";
import { type BrowseQuery, formatBrowseQuery } from "@/lib/contract/query";
import { countText } from "@/lib/models/format";
import type { IndexedGateway } from "@/lib/models/search-index";
import { Chips } from "./chips";
import { enterTable } from "./move-focus";

interface SearchBoxProps {
  query: BrowseQuery;
  gateways: readonly IndexedGateway[];
  found: number;
  models: number;
  /** Whether typing filters at once; until then Enter sends the form. */
  ready: boolean;
  onType: (q: string) => void;
}

/** The search of the page, with the filters that are on and how much is left. A GET form where nothing runs. */
export function SearchBox({ query, gateways, found, models, ready, onType }: SearchBoxProps) {
  const input = useRef<HTMLInputElement>(null);
  const typeFirst = useRef(onType);
  useEffect(() => {
    const typed = input.current?.value ?? "";
    if (typed !== (input.current?.defaultValue ?? "")) typeFirst.current(typed);
  }, []);
  useEffect(() => {
    if (input.current && input.current.value !== query.q) input.current.value = query.q;
  }, [query.q]);
  const listen = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "ArrowDown") enterTable();
    else if (event.key === "Escape" && query.q !== "") onType("");
    else if (event.key === "Escape") event.currentTarget.blur();
    else return;
    event.preventDefault();
  };
  return (
    <search aria-label="Models in this list">
      <form action="/models" onSubmit={(e) => ready && e.preventDefault()}>
        <div className="field search-field">
          <Chips query={query} gateways={gateways} />
          <input
            id="page-search"
            ref={input}
            type="search"
            name="q"
            aria-label="Search models by name, id or author"
            placeholder="Search models"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            defaultValue={query.q}
            onInput={(event) => onType(event.currentTarget.value)}
            onKeyDown={listen}
          />
          {[...formatBrowseQuery({ ...query, q: "" })].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <output className="count" aria-live="polite">
            {countText(found)} <span className="of">of {countText(models)}</span>
            <span className="sr-only"> models</span>
          </output>
        </div>
      </form>
    </search>
  );
}
