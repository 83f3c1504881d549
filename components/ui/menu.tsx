"use client";

import { type KeyboardEvent, type MouseEvent, useRef } from "react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { Link } from "./link";
import { OPTION } from "./overlay";
import { Popover, type Trigger } from "./popover";

export interface MenuItem {
  label: string;
  icon?: IconName | undefined;
  /** Text at the end: a key, a price. */
  note?: string | undefined;
  /** With `onSelect`, followed only without JavaScript. */
  href?: string | undefined;
  onSelect?: (() => void) | undefined;
  /** Makes it a choice; true for the current one. */
  checked?: boolean | undefined;
  danger?: boolean | undefined;
  /** Draws a line above it. */
  separate?: boolean | undefined;
}

interface MenuProps {
  trigger: Trigger;
  label: string;
  items: readonly MenuItem[];
}

/** A button with a menu: arrow keys, typeahead, Enter, and Escape work as in native menus. */
export function Menu({ trigger, label, items }: MenuProps) {
  const panel = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const target = targetOf(event, panel.current);
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  const select = ({ onSelect }: MenuItem) => {
    panel.current?.hidePopover();
    onSelect?.();
  };
  return (
    <Popover
      trigger={trigger}
      label={label}
      role="menu"
      sheet
      panelRef={panel}
      className="min-w-44"
      inside="p-1.5"
      onOpen={(opened) => focusFirst(opened)}
      onKeyDown={move}
    >
      {items.map((item) => (
        <Item key={item.label} item={item} onSelect={() => select(item)} />
      ))}
    </Popover>
  );
}

function Item({ item, onSelect }: { item: MenuItem; onSelect: () => void }) {
  const { label, icon, note, href, checked, danger, separate } = item;
  const className = `${OPTION} ${danger ? "text-bad" : ""} ${separate ? "mt-1.5 before:absolute before:inset-x-0 before:-top-1 before:border-t before:border-line" : ""}`;
  const inside = (
    <>
      {icon && <Icon name={icon} className={danger ? "" : "text-text-3"} />}
      <span className="min-w-0 flex-1 truncate text-left">{label}</span>
      {note && <span className="text-note text-text-3">{note}</span>}
      {checked && <Icon name="check" className="text-accent" />}
    </>
  );
  const semantics = checked === undefined ? { role: "menuitem" } : { role: "menuitemradio", "aria-checked": checked };
  if (href !== undefined) {
    const follow = (event: MouseEvent) => {
      if (item.onSelect) event.preventDefault();
      onSelect();
    };
    return (
      <Link {...semantics} tabIndex={-1} href={href} className={className} onClick={follow}>
        {inside}
      </Link>
    );
  }
  return (
    <button type="button" {...semantics} tabIndex={-1} className={className} onClick={onSelect}>
      {inside}
    </button>
  );
}

function itemsIn(panel: HTMLElement): HTMLElement[] {
  return [...panel.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function focusFirst(panel: HTMLElement): void {
  const items = itemsIn(panel);
  (items.find((item) => item.ariaChecked === "true") ?? items[0])?.focus();
}

function targetOf(event: KeyboardEvent, panel: HTMLElement | null): HTMLElement | undefined {
  const { key, ctrlKey, metaKey, altKey } = event;
  if (!panel || ctrlKey || metaKey || altKey) return undefined;
  const items = itemsIn(panel);
  const at = items.indexOf(document.activeElement as HTMLElement);
  if (key === "ArrowDown") return items[(at + 1) % items.length];
  if (key === "ArrowUp") return items[(at + items.length - 1) % items.length];
  if (key === "Home") return items[0];
  if (key === "End") return items.at(-1);
  if (key.length !== 1 || key === " ") return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  return after.find((item) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
