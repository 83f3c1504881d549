"use client";

import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { announce } from "./announce";
import { isComposing } from "./composing";
import { FIELD_INPUT, fieldBoxClass } from "./field";
import { Icon } from "./icon";
import { OPTION } from "./overlay";
import { Skeleton } from "./skeleton";

/** Biome wants <fieldset> for this role, which a listbox must not contain. */
const groupRole = (label: string) => ({ role: "group", "aria-label": label });

export interface Option {
  id: string;
  /** The text for screen readers. */
  text: string;
  /** The displayed content; `text` by default. */
  node?: ReactNode;
  disabled?: boolean;
}

interface OptionGroup {
  label: string;
  options: readonly Option[];
}

interface ComboboxProps {
  label: string;
  placeholder?: string;
  value: string;
  onType: (value: string) => void;
  groups: readonly OptionGroup[];
  onPick: (id: string) => void;
  /** Called with the option that the arrow keys reached; undefined for none. */
  onActive?: (id: string | undefined) => void;
  /** The message when there are no matches. */
  empty: string;
  /** Whether more results are loading. */
  loading?: boolean;
  /** Enter selects the first option when none is active; it is not shown as active before an arrow key. */
  enterPicksFirst?: boolean;
  /** Content at the end of the field. */
  after?: ReactNode;
  /** A field without a box, as wide as its container. */
  bare?: boolean;
  autoFocus?: boolean;
  id?: string;
  className?: string;
  listClassName?: string;
}

/** The active option and the keys that change it. `base` prefixes the options' IDs in the document. */
function useActiveOption({ value, groups, onPick, enterPicksFirst, onActive }: ComboboxProps, base: string) {
  const options = groups.flatMap(({ options: some }) => some);
  const [moved, setMoved] = useState<{ value: string; id: string } | null>(null);
  const activeId = moved?.value === value ? moved.id : undefined;
  const active = options.find(({ id }) => id === activeId)?.id;
  const [first] = options;
  const picksFirst = enterPicksFirst && value.trim() !== "" && !first?.disabled;
  /** The option that Enter picks. */
  const next = active ?? (picksFirst ? first?.id : undefined);
  useEffect(() => {
    if (active !== undefined) document.getElementById(base + active)?.scrollIntoView({ block: "nearest" });
  }, [active, base]);
  const step = (by: number) => {
    const usable = options.filter(({ disabled }) => !disabled);
    const at = usable.findIndex(({ id }) => id === active);
    const next = usable[at < 0 ? (by > 0 ? 0 : usable.length - 1) : (at + by + usable.length) % usable.length];
    if (next) setMoved({ value, id: next.id });
    onActive?.(next?.id);
  };
  const listen = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Enter" && next !== undefined) onPick(next);
    else return;
    event.preventDefault();
  };
  return { active, next, count: options.length, listen };
}

/**
 * A search field above its results. The focus stays in the field: arrow keys move through the options of all groups,
 * Enter selects. The number of results is announced after a pause.
 */
export function Combobox(props: ComboboxProps) {
  const { label, placeholder, value, onType, groups, onPick, empty, after, bare, autoFocus } = props;
  const base = useId();
  const { active, next, count, listen } = useActiveOption(props, base);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  useEffect(() => {
    if (value === "") return;
    announce(count === 0 ? empty : `${count} ${count === 1 ? "result" : "results"}`, base);
  }, [value, count, empty, base]);
  return (
    <div className={`flex min-h-0 flex-col ${props.className ?? ""}`}>
      <span
        className={bare ? "flex min-h-13 flex-none items-center gap-3 border-b border-line px-4.5" : fieldBoxClass()}
      >
        <Icon name="search" size={bare ? 18 : 16} className="text-text-3" />
        <input
          type="text"
          id={props.id}
          role="combobox"
          className={`${FIELD_INPUT} ${bare ? "text-section forced-colors:outline-2" : ""}`}
          aria-label={label}
          aria-expanded={count > 0}
          aria-controls={`${base}list`}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : base + active}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          ref={field}
          value={value}
          onChange={(event) => onType(event.currentTarget.value)}
          onKeyDown={listen}
        />
        {after}
      </span>
      <div
        id={`${base}list`}
        role="listbox"
        aria-label={label}
        aria-busy={props.loading || undefined}
        className={`min-h-0 overflow-y-auto overscroll-contain ${props.listClassName ?? "p-2"}`}
      >
        {groups.map((group) => (
          <OptionGroupRows key={group.label} group={group} base={base} active={active} next={next} onPick={onPick} />
        ))}
        {props.loading ? (
          <Skeleton rows={5} />
        ) : (
          count === 0 && <p className="px-2.5 py-6 text-center text-text-3">{empty}</p>
        )}
      </div>
    </div>
  );
}

interface OptionGroupRowsProps {
  group: OptionGroup;
  /** The prefix of the options' IDs in the document. */
  base: string;
  active: string | undefined;
  next: string | undefined;
  onPick: (id: string) => void;
}

function OptionGroupRows({ group: { label, options }, base, active, next, onPick }: OptionGroupRowsProps) {
  if (options.length === 0) return null;
  return (
    <div {...groupRole(label)} className="not-first:mt-2">
      <div aria-hidden="true" className="px-2.5 py-1.5 text-label font-medium text-text-3">
        {label}
      </div>
      {options.map((option) => (
        <OptionRow
          key={option.id}
          option={option}
          id={base + option.id}
          active={option.id === active}
          next={option.id === next}
          onPick={onPick}
        />
      ))}
    </div>
  );
}

interface OptionRowProps {
  option: Option;
  id: string;
  active: boolean;
  /** Whether Enter picks it. */
  next: boolean;
  onPick: (id: string) => void;
}

function OptionRow({ option, id, active, next, onPick }: OptionRowProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      aria-disabled={option.disabled || undefined}
      className={`${OPTION} ${next ? "pointer-fine:bg-hover" : ""}`}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => option.disabled || onPick(option.id)}
    >
      {option.node ? (
        <>
          <span className="sr-only">{option.text}</span>
          <span aria-hidden="true" className="contents">
            {option.node}
          </span>
        </>
      ) : (
        option.text
      )}
    </button>
  );
}
