import { ApiError, type ErrorType, errorBody } from "@/lib/contract/error";
import { isApiPath } from "@/lib/net/api-paths";
import { follow } from "@/lib/net/deadline";
import { networkReason } from "@/lib/net/errors";

/** Headers of a single connection, or ones that the next hop sets itself. */
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
/** How long to wait for the backend's response headers, in ms. */
const SILENCE_MS = 75_000;
const SILENT = new DOMException(`no answer within ${SILENCE_MS} ms`, "TimeoutError");

const LOOPBACK = /^(?:::ffff:)?127\.|^::1$/;

/**
 * Proxies an API request to the backend at `baseUrl` and streams the response back. When the client disconnects, the
 * upstream request is aborted. Responds with 502 when the backend is unreachable and 504 when it doesn't answer in
 * time; a response that has started has no time limit.
 * @param from the client's address as this process sees it, forwarded to the backend
 */
export async function forward(request: Request, baseUrl: string, from?: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  // Dot segments are resolved by now, so only the API can be reached.
  if (!isApiPath(pathname)) return failure(404, "not_found", "this path is not part of the API");
  const { controller } = follow(request.signal);
  const silence = setTimeout(() => controller.abort(SILENT), SILENCE_MS);
  try {
    const headers = without(request.headers, [...HOP, "accept-encoding"]);
    // A loopback client is trusted with more than others, so its address is not forwarded.
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
    // Proxies that compress would buffer events until the end without no-transform.
    if (headersOut.get("content-type")?.startsWith("text/event-stream"))
      headersOut.set("cache-control", "no-cache, no-transform");
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers: headersOut });
  } catch (error) {
    return controller.signal.reason === SILENT
      ? failure(504, "timeout", `the backend sent nothing for ${SILENCE_MS / 1000} s`)
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

function failure(status: number, type: ErrorType, message: string): Response {
  const body = errorBody(new ApiError(type, message), "");
  return Response.json(body, { status, headers: { "cache-control": "no-store" } });
}
