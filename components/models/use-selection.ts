"use client";

import { type RefObject, useEffect, useRef } from "react";
import { cameBack } from "@/components/shell/arrival";
import { followedLink } from "@/components/shell/left-pages";
import { readStored, writeStored } from "@/lib/client/storage";

/** Session storage: the list's and the model's URL of the last row, separated by a space. */
const LAST_ROW = "gatewayz_row";
/** How long to look for the last row after Back, in ms; later, the user has moved on. */
const RESTORE_TIMEOUT_MS = 10_000;
const RESUME_KEYS: ReadonlySet<string> = new Set(["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "c", "f", "o"]);

/**
 * Restores the focus in the list: after Back, to the last row; when the current row was scrolled out and removed, an
 * arrow key continues from the nearest visible one.
 */
export function useSelection(body: RefObject<HTMLElement | null>): void {
  const restored = useRef<string | null>(null);
  useEffect(() => {
    restored.current = lastModelUrl();
    let last: HTMLElement | null = null;
    const linkOf = (target: EventTarget | null) =>
      (target instanceof Element && body.current?.contains(target) && target.closest("tr")?.querySelector("a")) || null;
    const focused = ({ target }: FocusEvent) => {
      last = linkOf(target);
      restored.current = null;
    };
    const pressed = ({ target }: PointerEvent) => {
      last = linkOf(target);
    };
    const keyed = (event: KeyboardEvent) => {
      if (!last || document.activeElement !== document.body || !RESUME_KEYS.has(event.key)) return;
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const link = nearestVisible(body.current, rowIndexOf(last));
      if (!link) return;
      event.preventDefault();
      link.focus();
    };
    const leave = () => {
      writeStored(LAST_ROW, last && `${currentUrl()} ${last.getAttribute("href")}`, "sessionStorage");
    };
    const timer = setTimeout(() => {
      restored.current = null;
    }, RESTORE_TIMEOUT_MS);
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
    if (!restored.current || !body.current) return;
    const links = [...body.current.querySelectorAll<HTMLElement>(".row a")];
    const link = links.find((row) => row.getAttribute("href") === restored.current);
    if (!link) return;
    link.focus({ preventScroll: true });
    restored.current = null;
  });
}

const currentUrl = () => location.pathname + location.search;
const rowIndexOf = (link: HTMLElement) => Number(link.closest("tr")?.ariaRowIndex);

/** After Back, the URL of the model that was opened from this list; otherwise null. */
function lastModelUrl(): string | null {
  if (!cameBack()) return null;
  const followed = followedLink();
  if (followed) return followed;
  const [list, model = null] = readStored(LAST_ROW, "sessionStorage")?.split(" ") ?? [];
  return list === currentUrl() ? model : null;
}

/** The link of a row, or of the nearest visible one. */
function nearestVisible(body: HTMLElement | null, rowIndex: number): HTMLElement | null {
  const visible = [...(body?.querySelectorAll<HTMLElement>(".row a") ?? [])].filter((link) => {
    const { top, bottom } = link.getBoundingClientRect();
    return rowIndexOf(link) === rowIndex || (top > 0 && bottom < innerHeight);
  });
  const distance = (link: HTMLElement) => Math.abs(rowIndexOf(link) - rowIndex);
  return visible.reduce<HTMLElement | null>(
    (best, link) => (best && distance(best) <= distance(link) ? best : link),
    null,
  );
}
