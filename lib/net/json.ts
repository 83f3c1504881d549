import { abortable } from "./deadline";
import { NetError, toNetError } from "./errors";
import { parseRetryAfter } from "./retry";

export type Fetch = (url: string, init: { headers: Record<string, string>; signal: AbortSignal }) => Promise<Response>;

export interface JsonAnswer {
  body: unknown;
  headers: Headers;
  status: number;
}

/**
 * GETs JSON. Throws a NetError for a status over 299 (with Retry-After in ms), a body over `maxBytes`, HTML, truncated
 * JSON, and network failures. Its message names the server as `from`, never by address. Aborting `signal` ends the call
 * even if `fetch` ignores it.
 */
export async function getJson(
  fetch: Fetch,
  url: string,
  options: {
    headers?: Record<string, string>;
    signal: AbortSignal;
    maxBytes?: number;
    now?: () => number;
    from?: string;
  },
): Promise<JsonAnswer> {
  const { signal, maxBytes = 64 * 1024 * 1024, now = Date.now, from = "the server" } = options;
  try {
    const headers = { accept: "application/json", ...options.headers };
    const response = await abortable(fetch(url, { headers, signal }), signal);
    if (!response.ok) {
      response.body?.cancel().catch(() => undefined);
      const retryAfterMs = parseRetryAfter(response.headers.get("retry-after"), now());
      throw new NetError("http", `${from} answered ${response.status}`, {
        status: response.status,
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
    const text = await readText(response, maxBytes, from, signal);
    try {
      return { body: JSON.parse(text), headers: response.headers, status: response.status };
    } catch (cause) {
      throw new NetError("not_json", `${from} answered ${response.status} with ${describe(text)} instead of JSON`, {
        cause,
      });
    }
  } catch (thrown) {
    if (thrown instanceof NetError) throw thrown;
    const error = toNetError(thrown, signal);
    throw new NetError(error.code, `${from}${error.code === "network" ? "" : ":"} ${error.message}`, error.details);
  }
}

async function readText(response: Response, maxBytes: number, from: string, signal: AbortSignal): Promise<string> {
  if (!response.body) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await abortable(reader.read(), signal);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) throw new NetError("too_large", `${from} sent more than ${maxBytes} bytes`);
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

function describe(text: string): string {
  if (/^\s*</.test(text)) return "HTML";
  return text.trim() === "" ? "an empty body" : "truncated or invalid JSON";
}
