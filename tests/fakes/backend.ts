import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Transport } from "@/lib/client/request";
import { type Clock, systemClock } from "@/lib/net/deadline";

/** A fault instead of a response. `hang`: never responds. `slow`: responds after `ms`. */
export type Fault =
  | { kind: "status"; status: number; retryAfter?: string; body?: string }
  | { kind: "network" }
  | { kind: "hang" }
  | { kind: "slow"; ms: number };

/**
 * A request as the backend sees it: `n` is the number of previous requests, `tries` of those with the same offset and
 * limit.
 */
export interface SeenRequest {
  path: string;
  gateway: string | null;
  offset: number;
  limit: number;
  n: number;
  tries: number;
}

export interface BackendOptions {
  rows: readonly unknown[];
  /** The most positions of a page, silently. */
  cap?: number;
  /** Always covers this many positions. */
  fixedPage?: number;
  /** Removes rows after the window was cut. */
  windowFilter?: (row: unknown, position: number) => boolean;
  ignoreOffset?: boolean;
  /** Returns the last window for every offset past the end. */
  clampPastEnd?: boolean;
  /** Returns the page of another offset at these offsets. */
  repeatPageAt?: ReadonlyMap<number, number>;
  /** The claimed number of rows: all, those that pass the filter, those of this page, or a false number. */
  total?: "true" | "matching" | "returned" | number;
  hasMore?: "true" | "by total" | "always" | "never";
  /** The number of rows removed from the start, as of the n-th request. */
  shrink?: (n: number) => number;
  fault?: (seen: SeenRequest) => Fault | undefined;
  shape?: "list" | "array" | "null" | "html" | "error" | "empty with error";
  /** The only path that is served; all others are 404. */
  path?: string;
  /** Returns 422 for a larger limit. */
  refuseOver?: number;
}

/** The response for a window: pure, the same for the same request. */
export function answer(options: BackendOptions, offset: number, limit: number, n = 0) {
  const list = options.rows.slice(options.shrink?.(n) ?? 0);
  const width = options.fixedPage ?? Math.min(limit, options.cap ?? Number.POSITIVE_INFINITY);
  const keep = options.windowFilter ?? (() => true);
  let start = options.ignoreOffset ? 0 : (options.repeatPageAt?.get(offset) ?? offset);
  if (options.clampPastEnd) start = Math.min(start, Math.max(0, list.length - width));
  const data = list.slice(start, start + width).filter((row, rank) => keep(row, start + rank));
  const totals = { true: list.length, matching: list.filter(keep).length, returned: data.length };
  const total = typeof options.total === "string" ? totals[options.total] : options.total;
  const more = { true: offset + width < list.length, "by total": offset + width < (total ?? 0) };
  const hasMore = { ...more, always: true, never: false };
  return {
    data,
    ...(total !== undefined && { total }),
    ...(options.hasMore && { has_more: hasMore[options.hasMore] }),
  };
}

interface Reply {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A backend that records its requests, so that faults can depend on them. */
export class FakeBackend {
  readonly requests: SeenRequest[] = [];

  constructor(readonly options: BackendOptions) {}

  /** The response to one request, or its fault. */
  reply(path: string, query: URLSearchParams): { fault?: Fault | undefined; reply: Reply } {
    const { options, requests } = this;
    const [offset, limit] = [Number(query.get("offset") ?? 0), Number(query.get("limit") ?? 100)];
    const tries = requests.filter(
      (seen) => seen.path === path && seen.offset === offset && seen.limit === limit,
    ).length;
    const seen = { path, gateway: query.get("gateway"), offset, limit, n: requests.length, tries };
    requests.push(seen);
    if (path !== (options.path ?? "/v1/models")) return { reply: json(404, { detail: "Not Found" }) };
    const fault = options.fault?.(seen);
    if (fault?.kind === "status") {
      const headers = { ...(fault.retryAfter !== undefined && { "retry-after": fault.retryAfter }) };
      return { reply: { status: fault.status, headers, body: fault.body ?? "{}" } };
    }
    if (limit > (options.refuseOver ?? Number.POSITIVE_INFINITY)) return { reply: json(422, { detail: "limit" }) };
    return { fault, reply: this.#shaped(answer(options, offset, limit, seen.n)) };
  }

  #shaped(body: ReturnType<typeof answer>): Reply {
    const { shape = "list" } = this.options;
    if (shape === "html") return { status: 200, headers: { "content-type": "text/html" }, body: "<!doctype html>" };
    const error = { message: "upstream is down" };
    const shapes = {
      list: body,
      array: body.data,
      null: { ...body, data: null },
      error: { error },
      "empty with error": { data: [], error },
    };
    return json(200, shapes[shape]);
  }

  /** The backend without a network. */
  transport(clock: Clock = systemClock): Transport {
    return async (url, { signal }) => {
      signal.throwIfAborted();
      const { pathname, searchParams } = new URL(url);
      const { fault, reply } = this.reply(pathname, searchParams);
      if (fault?.kind === "network") throw new TypeError("fetch failed", { cause: new Error("ECONNRESET") });
      if (fault?.kind === "slow") await clock.sleep(fault.ms, signal);
      if (fault?.kind === "hang") await aborted(signal);
      return new Response(reply.body, reply);
    };
  }
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** The backend on a real socket with a free port. */
export async function startBackend(options: BackendOptions) {
  const backend = new FakeBackend(options);
  const transport = backend.transport();
  const server = createServer({ keepAliveTimeout: 0 }, (incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.on("close", () => gone.abort());
    transport(`http://backend.test${incoming.url}`, { headers: {}, signal: gone.signal }).then(
      async (response) => {
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(await response.text());
      },
      () => outgoing.destroy(),
    );
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    backend,
    server,
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
