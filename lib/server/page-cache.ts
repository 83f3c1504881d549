import type { IncomingMessage, ServerResponse } from "node:http";
import { NO_CACHE } from "@/lib/contract/no-cache";

/** How long a page is reused, in ms, even if none of its sources has changed: pages show relative times. */
const CACHE_MS = 30_000;
const MAX_TOTAL_BYTES = 24_000_000;
/** Pages that are the same for everyone; user data is fetched by scripts. */
const PUBLIC_PAGES = /^\/(?:$|(?:models|gateways|compare|changes|docs|offline)(?:\/|$))/;
/** Pages that depend on the query; all others are the same with any query. */
const READ_QUERY = /^\/(?:models|compare|changes)(?:\/|$)/;
/** The cookies that public pages read. */
const COOKIES = ["theme", "view"];
/** The headers by which Next's router requests a part of a page; Next lists them in `Vary`. */
const PART_HEADERS = ["rsc", "next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"];
/** A failure, a redirect, or a 404 in page data. */
const FAILED_ROW = /^[0-9a-f]*:E/m;

/** The parts of a page that are unique to a request. */
export interface RequestMarks {
  nonce: string;
  requestId: string;
}

interface CachedPage extends RequestMarks {
  body: Buffer;
  headers: Record<string, string>;
  at: number;
}

/**
 * Caches rendered pages, and their data for client-side navigation, by URL and the cookies they read: rendering one
 * takes 16 ms, sending it again 2 ms. All are dropped when their sources change.
 */
export class PageCache {
  readonly #pages = new Map<string, CachedPage>();
  #bytes = 0;
  /** The sources of the cached pages; weak, so that they can be collected. */
  #sources: readonly WeakRef<object>[] = [];

  /**
   * @param sources the sources of pages, compared by identity
   * @param now milliseconds
   */
  constructor(
    private readonly sources: () => readonly object[],
    private readonly now: () => number = Date.now,
  ) {}

  /** The cache key of a request's page; null when it is not the same for everyone. */
  keyOf({ method, url = "/", headers }: Pick<IncomingMessage, "method" | "url" | "headers">): string | null {
    const [path = "", ...rest] = url.split("?");
    const query = rest.join("?");
    // Next also marks every request for page data in its URL, and redirects one without the mark.
    if (method !== "GET" || !headers.rsc !== !/(?:^|&)_rsc=/.test(query) || !PUBLIC_PAGES.test(path)) return null;
    const cookies = COOKIES.map((name) => cookieOf(headers.cookie ?? "", name));
    if (cookies.includes(null)) return null;
    if (!headers.rsc) return JSON.stringify([headers.host, READ_QUERY.test(path) ? url : path, ...cookies]);
    const parameters = query.split("&").filter((part) => !part.startsWith("_rsc="));
    const parts = PART_HEADERS.map((name) => headers[name] ?? "");
    return JSON.stringify([headers.host, path, parameters, ...cookies, ...parts]);
  }

  /** Sends the page cached under `key` with this request's marks; false when there is none. */
  serve(key: string, response: ServerResponse, marks: RequestMarks): boolean {
    this.#evictStale(this.sources());
    const cached = this.#pages.get(key);
    if (!cached) return false;
    if (this.now() - cached.at > CACHE_MS) {
      this.#remove(key, cached);
      return false;
    }
    const withMarks = (text: string) =>
      text.replaceAll(cached.nonce, marks.nonce).replaceAll(cached.requestId, marks.requestId);
    for (const [name, value] of Object.entries(cached.headers)) response.setHeader(name, withMarks(value));
    response.end(withMarks(cached.body.toString()));
    return true;
  }

  /** Starts to render a page; the returned function caches the complete `body`, if it is reusable. */
  record(key: string, response: ServerResponse, marks: RequestMarks): (body: string) => void {
    const sources = this.sources();
    return (body) => {
      if (!isWhole(response, body) || !isSame(sources, this.sources())) return;
      const { link, "content-type": type, "cache-control": caching, vary } = response.getHeaders();
      const headers = Object.entries({ link, "content-type": type, "cache-control": caching, vary });
      const set = headers.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
      this.#store(key, { ...marks, body: Buffer.from(body), headers: Object.fromEntries(set), at: this.now() });
    };
  }

  #evictStale(sources: readonly object[]): void {
    const current = this.#sources.map((ref) => ref.deref());
    if (isSame(current, sources)) return;
    this.#sources = sources.map((part) => new WeakRef(part));
    this.#pages.clear();
    this.#bytes = 0;
  }

  #store(key: string, page: CachedPage): void {
    const existing = this.#pages.get(key);
    if (existing) this.#remove(key, existing);
    this.#pages.set(key, page);
    this.#bytes += page.body.length;
    for (const [oldest, cached] of this.#pages) {
      if (this.#bytes <= MAX_TOTAL_BYTES) break;
      this.#remove(oldest, cached);
    }
  }

  #remove(key: string, cached: CachedPage): void {
    if (this.#pages.delete(key)) this.#bytes -= cached.body.length;
  }
}

/** A cookie's value, "" for none; null when parsers disagree on it: duplicate, or quoted. */
function cookieOf(header: string, name: string): string | null {
  const values = header
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`));
  const value = values[0]?.slice(name.length + 1) ?? "";
  return values.length < 2 && /^\w*$/.test(value) ? value : null;
}

function isSame(values: readonly unknown[], others: readonly unknown[]): boolean {
  return values.length === others.length && values.every((part, i) => part === others[i]);
}

/** Whether a page is complete and has no content that is only valid for this request. */
function isWhole(response: ServerResponse, text: string): boolean {
  if (response.statusCode !== 200 || response.destroyed || response.hasHeader("set-cookie")) return false;
  const type = String(response.getHeader("content-type"));
  const [once = ""] = Object.keys(NO_CACHE);
  if (type.startsWith("text/x-component")) return !FAILED_ROW.test(text) && !text.includes(`"${once}":""`);
  return type.startsWith("text/html") && text.trimEnd().endsWith("</html>") && !text.includes(` ${once}=""`);
}
