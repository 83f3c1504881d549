"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { announce } from "@/components/ui/announce";
import { isComposing } from "@/components/ui/composing";
import { FIELD_INPUT, FieldError, fieldBoxClass } from "@/components/ui/field";
import { Icon } from "@/components/ui/icon";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/tag";
import { useEarlyText } from "@/components/ui/use-early-text";
import { type BrowseQuery, formatBrowseQuery } from "@/lib/contract/query";
import { type Completion, complete } from "@/lib/models/query/complete";
import type { TypedError } from "@/lib/models/query/typed";
import type { FacetCounts } from "@/lib/models/search";
import type { IndexedGateway } from "@/lib/models/search-index";
import { activeFilters } from "./filters";
import { enterTable } from "./move-focus";
import { SuggestionList } from "./suggestion-list";

interface SearchBoxProps {
  typed: BrowseQuery;
  errors: readonly TypedError[];
  gateways: readonly IndexedGateway[];
  facets: FacetCounts;
  /** The facets of the typed query: a key may be pressed before they are counted. */
  facetsNow: () => FacetCounts;
  onType: (q: string) => void;
  onShow: (query: BrowseQuery) => void;
}

const COMPLETION_KEYS: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "Enter", "Escape"]);

function useSearchField(props: SearchBoxProps) {
  const { typed, errors, gateways, onType } = props;
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  useEarlyText(input, onType);
  useEffect(() => {
    if (input.current && input.current.value !== typed.q) input.current.value = typed.q;
  }, [typed.q]);
  const pick = ({ text }: Completion) => {
    setActive(-1);
    // Immediately, because the next key may be pressed before the next paint.
    if (input.current) input.current.value = text;
    onType(text);
  };
  const type = (text: string) => {
    setOpen(true);
    setActive(-1);
    onType(text);
  };
  /** Moves the last filter back into the text, to edit it. */
  const undo = () => {
    const last = activeFilters(typed, gateways).at(-1);
    if (last) props.onShow({ ...last.without, q: `${last.typed}${typed.q && ` ${typed.q}`}` });
    return last !== undefined;
  };
  const listen = (event: KeyboardEvent<HTMLInputElement>) => {
    if (isComposing(event)) return;
    const { selectionStart, selectionEnd, value } = event.currentTarget;
    // By the field's text, because the state may lag one key behind.
    const options = open && COMPLETION_KEYS.has(event.key) ? complete(value, props.facetsNow(), gateways) : [];
    const chosen = options[active];
    if (event.key === "ArrowDown" && options.length > 0) setActive((active + 1) % options.length);
    else if (event.key === "ArrowUp" && options.length > 0) setActive(Math.max(-1, active - 1));
    else if (event.key === "ArrowDown" || (event.key === "Escape" && typed.q === "" && options.length === 0))
      enterTable();
    else if (event.key === "Enter" && chosen) pick(chosen);
    else if (event.key === "Enter" && errors.length === 0 && value.trim() !== "") type(`${value.trim()} `);
    else if (event.key === "Escape" && options.length > 0) setOpen(false);
    else if (event.key === "Escape" && typed.q !== "") onType("");
    else if (event.key === "Backspace" && selectionStart === 0 && selectionEnd === 0 && undo()) {
      // `undo` changed the text.
    } else return;
    event.preventDefault();
  };
  const clear = () => {
    onType("");
    input.current?.focus();
  };
  const completions = open ? complete(typed.q, props.facets, gateways) : [];
  return { input, completions, active, pick, type, listen, clear, close: () => setOpen(false) };
}

/** The page's search; a GET form without JavaScript. */
export function SearchBox(props: SearchBoxProps) {
  const { typed, errors } = props;
  const { input, completions, active, pick, type, listen, clear, close } = useSearchField(props);
  useEffect(() => {
    const [error] = errors;
    if (error) announce(`${error.text} needs ${error.expected}`, "typed");
  }, [errors]);
  return (
    <search aria-label="Models in this list" className="relative min-w-0 flex-1 max-lg:basis-full">
      <form action="/models" onSubmit={(e) => e.preventDefault()}>
        <div className={fieldBoxClass("toolbar")}>
          <Icon name="search" className="text-text-3" />
          <input
            id="page-search"
            ref={input}
            type="search"
            name="q"
            role="combobox"
            aria-label="Search models by name, ID, or author, or filter: ctx>=128k in<1 tools"
            aria-expanded={completions.length > 0}
            aria-controls="suggestions"
            aria-autocomplete="list"
            aria-activedescendant={completions[active] ? `suggestions-${active}` : undefined}
            aria-invalid={errors.length > 0 || undefined}
            aria-describedby={errors.length > 0 ? "typed-errors" : undefined}
            placeholder="Search, or filter: tools ctx>=128k in<1"
            autoComplete="off"
            spellCheck={false}
            maxLength={500}
            defaultValue={typed.q}
            className={FIELD_INPUT}
            onInput={(event) => type(event.currentTarget.value)}
            onBlur={close}
            onKeyDown={listen}
          />
          {[...formatBrowseQuery({ ...typed, q: "" })].map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {typed.q === "" ? (
            <Kbd className="needs-script max-lg:hidden">/</Kbd>
          ) : (
            <IconButton icon="x" size="sm" label="Clear search" className="needs-script -mr-1.5" onClick={clear} />
          )}
        </div>
        {completions.length > 0 && (
          <SuggestionList id="suggestions" completions={completions} active={active} onPick={pick} />
        )}
        {errors.length > 0 && (
          <div className="pt-1.5">
            <FieldError id="typed-errors">
              {errors.map(({ text, expected }) => `“${text}” needs ${expected}.`).join(" ")}
            </FieldError>
          </div>
        )}
      </form>
    </search>
  );
}
