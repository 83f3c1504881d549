import type { BrowseQuery } from "@/lib/contract/query";
import { browsePath } from "./browse-query";

type How = "pushState" | "replaceState";

let waiting: { how: How; query: BrowseQuery } | null = null;
/** Whether the browser has been asked to tell why it refused an address. */
let told = false;

/**
 * Puts a state of the list into the address once it is painted: a browser asks for the icon with every new address,
 * which rows must not wait for. Typing replaces the entry of the history, everything else adds one.
 */
export function writeAddress(how: How, query: BrowseQuery): void {
  if (how === "pushState") flushAddress();
  if (!waiting) requestAnimationFrame(() => setTimeout(flushAddress, 0));
  waiting = { how: waiting?.how ?? how, query };
}

/**
 * Tells Next's router which address stands there now. It knows none of ours, and would put its own back with a page
 * that it fetches anew.
 */
export function adoptAddress(): void {
  flushAddress();
  history.replaceState(null, "", location.href);
}

/**
 * Writes what is waiting now. Handing on the present state keeps Next's router out of it: it has nothing to fetch for
 * another state of this page. A browser refuses when there are too many writes in a short time; the next one tells it
 * the address again.
 */
export function flushAddress(): void {
  if (!waiting) return;
  const { how, query } = waiting;
  waiting = null;
  const path = browsePath(query);
  if (path === location.pathname + location.search) return;
  try {
    history[how](history.state, "", path);
  } catch (error) {
    if (!told) console.warn("the address does not show the state of the list:", error);
    told = true;
  }
}
