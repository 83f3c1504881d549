"use client";

import { type RefObject, useEffect, useRef } from "react";
import { cameBack } from "@/components/shell/arrival";
import { followedLink } from "@/components/shell/left-pages";
import { readStored, writeStored } from "@/lib/client/storage";

/** Stores the row that was left, for this tab: the URLs of the list and of the model, which have no spaces. */
const LEFT = "gatewayz_row";
/** How long to look for the previous row after Back, in ms; later, the user has moved on. */
const PATIENCE_MS = 10_000;
const GO_ON: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "c", "f", "o"]);

/**
 * Remembers the current row. After Back, the row that was left is focused again; when the current row was scrolled out
 * of the window, and so removed, an arrow key continues from the nearest visible one.
 */
export function useSelection(body: RefObject<HTMLElement | null>): void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    wanted.current = leftPosition();
    let last: HTMLElement | null = null;
    const linkOf = (target: EventTarget | null) =>
      (target instanceof Element && body.current?.contains(target) && target.closest("tr")?.querySelector("a")) || null;
    const focused = ({ target }: FocusEvent) => {
      last = linkOf(target);
      wanted.current = null;
    };
    const pressed = ({ target }: PointerEvent) => {
      last = linkOf(target);
    };
    const keyed = (event: KeyboardEvent) => {
      if (!last || document.activeElement !== document.body || !GO_ON.has(event.key)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const link = nearestVisible(body.current, placeOf(last));
      if (!link) return;
      event.preventDefault();
      link.focus();
    };
    const leave = () => {
      writeStored(LEFT, last && `${here()} ${last.getAttribute("href")}`, "sessionStorage");
    };
    const timer = setTimeout(() => {
      wanted.current = null;
    }, PATIENCE_MS);
    document.addEventListener("focusin", focused);
    document.addEventListener("pointerdown", pressed);
    document.addEventListener("keydown", keyed);
    addEventListener("pagehide", leave);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("focusin", focused);
      document.removeEventListener("pointerdown", pressed);
      document.removeEventListener("keydown", keyed);
      removeEventListener("pagehide", leave);
    };
  }, [body]);
  useEffect(() => {
    if (!wanted.current || !body.current) return;
    const links = [...body.current.querySelectorAll<HTMLElement>(".row a")];
    const link = links.find((one) => one.getAttribute("href") === wanted.current);
    if (!link) return;
    link.focus({ preventScroll: true });
    wanted.current = null;
  });
}

const here = () => location.pathname + location.search;
const placeOf = (link: HTMLElement) => Number(link.closest("tr")?.ariaRowIndex);

/** The URL of the model that was opened from this very list, after Back; otherwise null. */
function leftPosition(): string | null {
  if (!cameBack()) return null;
  const followed = followedLink();
  if (followed) return followed;
  const [list, model = null] = readStored(LEFT, "sessionStorage")?.split(" ") ?? [];
  return list === here() ? model : null;
}

/** The link of the row at a place, or of the nearest visible one. */
function nearestVisible(body: HTMLElement | null, place: number): HTMLElement | null {
  const inSight = [...(body?.querySelectorAll<HTMLElement>(".row a") ?? [])].filter((link) => {
    const { top, bottom } = link.getBoundingClientRect();
    return placeOf(link) === place || (top > 0 && bottom < innerHeight);
  });
  const away = (link: HTMLElement) => Math.abs(placeOf(link) - place);
  return inSight.reduce<HTMLElement | null>((best, link) => (best && away(best) <= away(link) ? best : link), null);
}
