"use client";

import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
} from "react";
import { Icon } from "./icon";
import { iconButtonClass } from "./icon-button";
import type { IconName } from "./icon-names";
import { POPOVER } from "./overlay";

/** The button of a popover: an icon, or text. */
export interface Trigger {
  /** The accessible name, if there is no text or the text is not clear alone. */
  label?: string | undefined;
  icon?: IconName | undefined;
  text?: ReactNode;
  /** Classes of a button with text: see buttonClass. */
  className?: string | undefined;
  tip?: string | undefined;
  size?: "sm" | "md";
  id?: string;
  tabIndex?: number;
}

interface PopoverProps {
  trigger: Trigger;
  label: string;
  /** On a phone, a sheet at the bottom. */
  sheet?: boolean;
  role?: "menu" | "dialog";
  className?: string;
  inside?: string;
  /** For callers that close the panel. */
  panelRef?: RefObject<HTMLDivElement | null>;
  onOpen?: (panel: HTMLDivElement) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLDivElement>) => void;
  children: ReactNode;
}

const SHEET =
  "max-md:inset-x-0 max-md:backdrop:bg-scrim max-md:top-auto max-md:bottom-0 max-md:m-0 max-md:max-h-dvh max-md:w-full max-md:max-w-none max-md:rounded-t-sheet max-md:rounded-b-none max-md:pb-[max(1rem,env(safe-area-inset-bottom))]";

/**
 * A button with a panel that opens below it. The browser closes it on Escape and on outside clicks; the focus moves
 * into it, and back to the button. Without JavaScript, it opens in the middle of the page.
 */
export function Popover(props: PopoverProps) {
  const {
    trigger,
    label,
    sheet,
    role = "dialog",
    className = "",
    inside,
    panelRef,
    onOpen,
    onKeyDown,
    children,
  } = props;
  const id = useId();
  const ownPanel = useRef<HTMLDivElement>(null);
  const panel = panelRef ?? ownPanel;
  const button = useRef<HTMLButtonElement>(null);
  const opened = (element: HTMLDivElement) => {
    if (!button.current) return;
    placeBelow(element, button.current, sheet);
    onOpen?.(element);
    if (!element.contains(document.activeElement)) firstFocusable(element)?.focus();
  };
  const openedEarly = useEffectEvent(opened);
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    const setExpanded = (open: boolean) => button.current?.setAttribute("aria-expanded", String(open));
    // It may have been opened before hydration.
    if (element.matches(":popover-open")) {
      setExpanded(true);
      openedEarly(element);
    }
    const toggled = (event: ToggleEvent) => {
      setExpanded(event.newState === "open");
      const lost = document.activeElement === document.body || element.contains(document.activeElement);
      if (event.newState === "closed" && lost) button.current?.focus();
    };
    element.addEventListener("toggle", toggled);
    return () => element.removeEventListener("toggle", toggled);
  }, [panel]);
  const toggle = (event: MouseEvent) => {
    event.preventDefault();
    const element = panel.current;
    if (!element) return;
    if (element.matches(":popover-open")) return element.hidePopover();
    element.showPopover();
    opened(element);
  };
  const semantics = { role, "aria-label": label, onKeyDown };
  // A menu may only contain items, so its heading is next to it.
  const isMenu = role === "menu";
  const { text, icon, tip = text ? undefined : (trigger.label ?? label), size } = trigger;
  return (
    <>
      <button
        ref={button}
        type="button"
        id={trigger.id}
        popoverTarget={id}
        tabIndex={trigger.tabIndex}
        aria-haspopup={role}
        aria-expanded={false}
        aria-label={trigger.label ?? (text ? undefined : label)}
        data-tip={tip}
        className={text ? trigger.className : `${iconButtonClass(size)} ${trigger.className ?? ""}`}
        onClick={toggle}
      >
        {icon && <Icon name={icon} size={size === "sm" ? 14 : 16} className={text ? "text-text-3" : ""} />}
        {text}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        {...(isMenu ? {} : semantics)}
        className={`${POPOVER} ${sheet ? SHEET : ""} ${className}`}
      >
        {sheet && <SheetHead title={label} panel={id} className="pt-3 pr-3 pl-4 md:hidden" />}
        <div {...(isMenu ? semantics : {})} className={inside}>
          {children}
        </div>
      </div>
    </>
  );
}

interface SheetHeadProps {
  title: string;
  panel: string;
  className: string;
}

/** The title of a popover that is a sheet, and the button that closes it. */
export function SheetHead({ title, panel, className }: SheetHeadProps) {
  return (
    <div className={`flex items-center justify-between ${className}`}>
      <b className="text-section font-semibold">{title}</b>
      <button
        type="button"
        popoverTarget={panel}
        popoverTargetAction="hide"
        aria-label="Close"
        className={iconButtonClass()}
      >
        <Icon name="x" />
      </button>
    </div>
  );
}

/** The first visible, focusable element of a panel that does not close it. */
function firstFocusable(panel: HTMLElement): HTMLElement | null {
  const all = panel.querySelectorAll<HTMLElement>(
    "[autofocus], input:not([type=hidden]), textarea, select, button:not([popovertargetaction]), a[href], [tabindex='0']",
  );
  return [...all].find((element) => element.checkVisibility() && element.tabIndex >= 0) ?? null;
}

const GAP = 6;
const MARGIN = 8;
const PHONE = "(width < 48rem)";

/**
 * Places an open popover below its anchor (the button or a box around it), aligned with the edge that leaves enough
 * room, or above it, but not over the header. `sheet`: on a phone, CSS places it at the bottom.
 */
function placeBelow(panel: HTMLElement, anchor: Element, sheet = false): void {
  const { style } = panel;
  style.margin = style.inset = style.maxHeight = "";
  if (sheet && matchMedia(PHONE).matches) return;
  const at = (anchor.closest("[data-popover-anchor]") ?? anchor).getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - at.bottom - GAP - MARGIN;
  const header = document.querySelector("body > header")?.getBoundingClientRect().bottom ?? 0;
  const above = at.top - GAP - MARGIN - Math.max(0, header);
  const up = below < panel.offsetHeight && above > below;
  const right = at.left + panel.offsetWidth + MARGIN > clientWidth;
  const leftPx = right ? at.right - panel.offsetWidth : at.left;
  style.margin = "0";
  style.maxHeight = `${Math.max(160, up ? above : below)}px`;
  style.inset = "auto";
  style.left = `${Math.max(MARGIN, Math.min(leftPx, clientWidth - panel.offsetWidth - MARGIN))}px`;
  if (up) style.bottom = `${clientHeight - at.top + GAP}px`;
  else style.top = `${at.bottom + GAP}px`;
}
