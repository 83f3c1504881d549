import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { ANSWERS, type Answer } from "./answers";
import { COUNTS, SLUGS, type Slug } from "./rows/counts";
import { generateRows } from "./rows/generate";

/** A gateway's fault. `status` and `failAtPage` end after `times` responses, if given. */
export type Fault =
  | "hang"
  | "html"
  | "truncated"
  | "nullData"
  | "empty"
  | "drop"
  | { status: number; retryAfterSeconds?: number; times?: number }
  | { failAtPage: number; status?: number; times?: number }
  | { slow: number };

/** A request: the path below the gateway's prefix, with its query. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
}

export interface UpstreamOptions {
  counts?: Partial<Record<Slug, number>>;
  /** A delay before each response. */
  delayMs?: number;
  port?: number;
  /** False: Fireworks' control plane returns 403, as for a key limited to inference. */
  controlPlane?: boolean;
}

export interface Upstreams {
  /** `http://127.0.0.1:port`; each gateway is below it under its slug. */
  url: string;
  fault(slug: Slug, fault: Fault | null): void;
  /** Replaces a gateway's raw rows. */
  set(slug: Slug, rows: unknown[]): void;
  rows(slug: Slug): readonly unknown[];
  requests(slug: Slug): readonly SeenRequest[];
  /** The variables that point our gateway here: every base URL and every key. */
  env(): Record<string, string>;
  close(): Promise<void>;
}

const NEEDS_KEY = new Set<Slug>(["together", "google", "fireworks", "xai", "nebius", "groq"]);
const HTML =
  "<!doctype html><html><head><title>Just a moment</title></head><body><h1>Checking your browser</h1></body></html>";

/** Starts one server on 127.0.0.1 that behaves like all twelve gateways. */
export async function startUpstreams(options: UpstreamOptions = {}): Promise<Upstreams> {
  const rows = new Map<Slug, readonly unknown[]>();
  const faults = new Map<Slug, { fault: Fault; used: number }>();
  const seen = new Map<Slug, SeenRequest[]>(SLUGS.map((slug) => [slug, []]));
  const rowsOf = (slug: Slug) => {
    const made = rows.get(slug) ?? generateRows(slug, options.counts?.[slug] ?? COUNTS[slug]);
    rows.set(slug, made);
    return made;
  };

  const server = createServer({ keepAliveTimeout: 0 }, (request, response) => {
    handle(request, response).catch((thrown) => response.destroy(thrown as Error));
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, name = "", rest = ""] = /^\/([^/?]*)(.*)$/.exec(request.url ?? "/") ?? [];
    const slug = SLUGS.find((known) => known === name);
    if (!slug) return send(response, 404, { error: { message: "no such gateway" } });
    seen.get(slug)?.push({ method: request.method ?? "GET", path: rest, headers: { ...request.headers } });
    if (options.delayMs) await pause(options.delayMs);
    const active = faults.get(slug);
    const fault = active?.fault;
    if (fault === "hang") return;
    if (fault === "drop") return void request.socket.destroy();
    if (fault === "html") return sendText(response, 200, "text/html; charset=utf-8", HTML);
    if (typeof fault === "object" && "slow" in fault) await pause(fault.slow);
    if (NEEDS_KEY.has(slug) && !hasKey(slug, request))
      return send(response, 401, { error: { message: "Invalid API key" } });
    const url = new URL(rest, "http://gateway");
    const closed = slug === "fireworks" && options.controlPlane === false && url.pathname.startsWith("/v1/accounts/");
    if (closed) return send(response, 403, { error: "the key has no access to the control plane" });
    const answer = request.method === "GET" ? ANSWERS[slug](url, rowsOf(slug), `${base()}/${slug}`) : null;
    if (!answer)
      return send(response, 404, { error: { message: `${request.method} ${url.pathname} is unknown here` } });
    if (active && refuses(active, answer.page)) {
      const { status = 503, retryAfterSeconds } = active.fault as { status?: number; retryAfterSeconds?: number };
      const after = retryAfterSeconds ?? (status === 429 ? 1 : undefined);
      const headers = after === undefined ? {} : { "retry-after": String(after) };
      return send(response, status, { error: { message: `status ${status}` } }, headers);
    }
    return sendAnswer(response, answer, fault);
  }

  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: base(),
    fault: (slug, fault) => void (fault === null ? faults.delete(slug) : faults.set(slug, { fault, used: 0 })),
    set: (slug, own) => void rows.set(slug, own),
    rows: rowsOf,
    requests: (slug) => seen.get(slug) ?? [],
    env: () => ({ ...envFor(base()), REFERENCE: "0" }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The variables that point our gateway at fakes below `url`. */
function envFor(url: string): Record<string, string> {
  const settings = PROVIDERS.flatMap(({ slug, hosts, key }) => [
    ...Object.values(hosts).map(({ env }) => [env, `${url}/${slug}`]),
    [key.env, `key-${slug}`],
  ]);
  return Object.fromEntries(settings);
}

function hasKey(slug: Slug, { headers }: IncomingMessage): boolean {
  if (slug === "google") return headers["x-goog-api-key"] === "key-google";
  return headers.authorization === `Bearer key-${slug}`;
}

/** Whether a fault with a status code applies to this page. */
function refuses(active: { fault: Fault; used: number }, page: number): boolean {
  const { fault } = active;
  if (typeof fault !== "object" || "slow" in fault) return false;
  if ("failAtPage" in fault && page < fault.failAtPage) return false;
  return active.used++ < (fault.times ?? Number.POSITIVE_INFINITY);
}

function sendAnswer(response: ServerResponse, { rows, wrap, headers }: Answer, fault: Fault | undefined): void {
  const shown = fault === "nullData" ? null : fault === "empty" ? [] : rows;
  const body = JSON.stringify(wrap(shown));
  const text = fault === "truncated" ? body.slice(0, Math.ceil(body.length * 0.6)) : body;
  sendText(response, 200, "application/json", text, headers);
}

function send(response: ServerResponse, status: number, body: unknown, headers?: Record<string, string>): void {
  sendText(response, status, "application/json", JSON.stringify(body), headers);
}

function sendText(
  response: ServerResponse,
  status: number,
  type: string,
  text: string,
  headers: Record<string, string> = {},
): void {
  const bytes = Buffer.from(text);
  response.writeHead(status, { "content-type": type, "content-length": bytes.length, ...headers }).end(bytes);
}
