import { isApiPath } from "@/lib/net/api-paths";
import { follow } from "@/lib/net/deadline";
import { networkReason } from "@/lib/net/errors";

/** Headers that belong to one connection, or that the next hop sets itself. */
const HOP = [
  "connection",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "host",
  "content-length",
  "expect",
];
/** How long a silent backend is waited for, in ms. */
const SILENCE_MS = 75_000;
const SILENT = new DOMException(`no answer within ${SILENCE_MS} ms`, "TimeoutError");

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Passes an API request on to the backend at `baseUrl` and its answer back, as bytes come. A client that leaves
 * aborts the request there. Answers 502 in the error shape when the backend cannot be reached, 504 when it is silent.
 * Once it has begun to answer, it may take its time: only the client ends a stream.
 * @param from the client's address as this process sees it, told to the backend
 */
export async function forward(request: Request, baseUrl: string, from?: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // Steps up and down have been taken by now, so that nothing but the API is reached.
  if (!isApiPath(pathname)) return failure(404, "not_found", "this path is not part of the API", false);
  const { controller } = follow(request.signal);
  const silence = setTimeout(() => controller.abort(SILENT), SILENCE_MS);
  try {
    const headers = without(request.headers, [...HOP, "accept-encoding"]);
    // This very machine needs no telling, and may do what others may not.
    if (from && !LOOPBACK.test(from)) headers.append("x-forwarded-for", from);
    const init: RequestInit & { duplex: "half" } = {
      method: request.method,
      headers,
      body: request.body,
      duplex: "half",
      redirect: "manual",
      signal: controller.signal,
    };
    const answer = await fetch(baseUrl + pathname + search, init);
    const headersOut = without(answer.headers, [...HOP, "content-encoding"]);
    // What compresses answers on the way holds events back until the end, unless asked not to.
    if (headersOut.get("content-type")?.startsWith("text/event-stream"))
      headersOut.set("cache-control", "no-cache, no-transform");
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers: headersOut });
  } catch (error) {
    return controller.signal.reason === SILENT
      ? failure(504, "timeout", `the backend said nothing for ${SILENCE_MS / 1000} s`)
      : failure(502, "provider_unavailable", `the backend cannot be reached: ${networkReason(error)}`);
  } finally {
    clearTimeout(silence);
  }
}

function without(headers: Headers, names: readonly string[]): Headers {
  const remaining = new Headers(headers);
  for (const name of names) remaining.delete(name);
  return remaining;
}

function failure(status: number, type: string, message: string, retryable = true): Response {
  const error = {
    message,
    type: "server_error",
    code: type,
    param: null,
    error_type: type,
    retryable,
    request_id: "",
  };
  return Response.json({ error, detail: message }, { status, headers: { "cache-control": "no-store" } });
}
