import { follow } from "@/lib/net/deadline";
import { type Fetch, getJson, type JsonAnswer } from "@/lib/net/json";
import { type RetryOptions, retry } from "@/lib/net/retry";

/** Deadline for one gateway in total, in ms; the slowest known list takes almost this long. */
export const REQUEST_DEADLINE_MS = 70_000;

/** Sends a request to a backend: the global `fetch`, the gateway in this process, or a fake in tests. */
export type Transport = Fetch;

interface RequestOptions extends RetryOptions {
  /** Aborts the request, its retries, and its delays, even if the transport ignores it. */
  signal: AbortSignal;
  /** The URL that `path` is appended to, with or without a trailing slash. */
  baseUrl?: string;
  headers?: Record<string, string>;
  maxBytes?: number;
}

/** GETs JSON with retries. Throws a NetError. */
export function request(transport: Transport, path: string, options: RequestOptions): Promise<JsonAnswer> {
  const { baseUrl = "", headers, maxBytes, signal: shared, ...retryOptions } = options;
  const url = `${baseUrl.replace(/\/+$/, "")}${path}`;
  const { clock } = retryOptions;
  // A separate signal per request: parallel requests would add too many listeners to a shared one.
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
    retryOptions,
  ).finally(release);
}
