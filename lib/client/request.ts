import { follow } from "@/lib/net/deadline";
import { type Fetch, getJson, type JsonAnswer } from "@/lib/net/json";
import { type RetryOptions, retry } from "@/lib/net/retry";

/** How long one gateway may take in all, in ms: the slowest known list needs almost this. */
export const REQUEST_DEADLINE_MS = 70_000;

/** What carries a request to a backend: the global `fetch`, the gateway in this process, or a test's own. */
export type Transport = Fetch;

/** How one GET is sent and tried again. */
export interface RequestOptions extends RetryOptions {
  /** Ends the request, its retries and its pauses, also when the transport does not listen. */
  signal: AbortSignal;
  /** What `path` is appended to, with or without a trailing slash. */
  baseUrl?: string;
  headers?: Record<string, string>;
  maxBytes?: number;
}

/** One GET of JSON, tried again while that can help. Throws a NetError. */
export function request(transport: Transport, path: string, options: RequestOptions): Promise<JsonAnswer> {
  const { baseUrl = "", headers, maxBytes, signal: shared, ...again } = options;
  const url = `${baseUrl.replace(/\/+$/, "")}${path}`;
  const { clock } = again;
  // Its own signal: many requests side by side would hang too many listeners on the one they share.
  const { controller, release } = follow(shared);
  const { signal } = controller;
  return retry(
    () =>
      getJson(transport, url, {
        signal,
        from: "the backend",
        ...(headers && { headers }),
        ...(maxBytes && { maxBytes }),
        ...(clock && { now: () => clock.now() }),
      }),
    signal,
    again,
  ).finally(release);
}
