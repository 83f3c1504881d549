import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";

type HistoryMethod = "pushState" | "replaceState";

let pending: { method: HistoryMethod; query: BrowseQuery } | null = null;
/** Whether the rate limit was already logged. */
let warned = false;

/**
 * Writes the list's state to the URL after the next paint, because browsers request the icon with every new URL. Typing
 * replaces the history entry, other changes add one.
 */
export function writeListUrl(method: HistoryMethod, query: BrowseQuery): void {
  if (method === "pushState") flushListUrl();
  if (!pending) requestAnimationFrame(() => setTimeout(flushListUrl, 0));
  pending = { method: pending?.method ?? method, query };
}

/**
 * Writes the pending URL now. Keeping `history.state` prevents a fetch by Next's router. Browsers limit the rate; a
 * later write catches up.
 */
export function flushListUrl(): void {
  if (!pending) return;
  const { method, query } = pending;
  pending = null;
  if (location.pathname !== "/models") return;
  const path = browsePath(query);
  if (path === location.pathname + location.search) return;
  try {
    history[method](history.state, "", path);
  } catch (error) {
    if (!warned) console.warn("the address does not show the state of the list:", error);
    warned = true;
  }
}
