import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";

type HistoryMethod = "pushState" | "replaceState";

let pending: { how: HistoryMethod; query: BrowseQuery } | null = null;
/** Whether the browser has been asked to tell why it refused an address. */
let warned = false;

/**
 * Puts a state of the list into the address once it is painted: a browser asks for the icon with every new address,
 * which rows must not wait for. Typing replaces the entry of the history, everything else adds one.
 */
export function writeListUrl(how: HistoryMethod, query: BrowseQuery): void {
  if (how === "pushState") flushListUrl();
  if (!pending) requestAnimationFrame(() => setTimeout(flushListUrl, 0));
  pending = { how: pending?.how ?? how, query };
}

/**
 * Writes what is waiting now. Handing on the present state keeps Next's router out of it: it has nothing to fetch for
 * another state of this page. A browser refuses when there are too many writes in a short time; the next one tells it
 * the address again.
 */
export function flushListUrl(): void {
  if (!pending) return;
  const { how, query } = pending;
  pending = null;
  if (location.pathname !== "/models") return;
  const path = browsePath(query);
  if (path === location.pathname + location.search) return;
  try {
    history[how](history.state, "", path);
  } catch (error) {
    if (!warned) console.warn("the address does not show the state of the list:", error);
    warned = true;
  }
}
