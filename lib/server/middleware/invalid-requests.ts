import type { IncomingMessage, ServerResponse } from "node:http";
import { ApiError, errorBody } from "@/lib/contract/error";

const HOST = /^(?:[a-z0-9._~-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;

/** An error in a request that is independent of its content. */
interface InvalidRequest {
  status: 400 | 405;
  message: string;
}

/**
 * Normalizes a request's target for routing: converts a proxy's absolute form to a path, and resolves dot segments as
 * URL does. Returns the error; null when valid.
 */
export function normalizeTarget(request: IncomingMessage): InvalidRequest | null {
  const { host } = request.headers;
  if (host !== undefined && !isHost(host)) return { status: 400, message: "expected the header Host to name a host" };
  let target = request.url ?? "";
  if (/^https?:\/\//i.test(target)) target = target.replace(/^https?:\/\/[^/?#]*/i, "") || "/";
  if (target.startsWith("?")) target = `/${target}`;
  if (!target.startsWith("/")) return { status: 400, message: "expected a path that begins with /" };
  const [path = "/", ...query] = target.split("?");
  if (/\/(?:\.|%2e){1,2}(?:\/|$)|\\/i.test(path)) {
    const resolved = new URL(`http://here.invalid${path}`).pathname.replace(/^\/+/, "/");
    target = [resolved, ...query].join("?");
  }
  request.url = target;
  return null;
}

/** The error in a request for a page; null when valid. Pages only accept GET and HEAD. */
export function findInvalidPageRequest({ method = "GET", headers }: IncomingMessage): InvalidRequest | null {
  if (method !== "GET" && method !== "HEAD")
    return { status: 405, message: `pages do not support ${method}: expected GET or HEAD` };
  const tree = headers["next-router-state-tree"];
  if (tree !== undefined && !isStateTree(String(tree)))
    return { status: 400, message: "expected Next-Router-State-Tree as this program's pages send it" };
  for (const name of ["next-url", "next-router-segment-prefetch"]) {
    const value = headers[name];
    if (value !== undefined && !String(value).startsWith("/"))
      return { status: 400, message: `expected ${name} to begin with /` };
  }
  return null;
}

/** Responds to an invalid request in the format of the API's errors. */
export function rejectInvalidRequest(response: ServerResponse, { status, message }: InvalidRequest): void {
  const type = status === 405 ? "method_not_allowed" : "invalid_request";
  const body = JSON.stringify(errorBody(new ApiError(type, message), ""));
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...(status === 405 ? { allow: "GET, HEAD" } : {}),
  });
  response.end(body);
}

function isHost(host: string): boolean {
  const port = /:(\d+)$/.exec(host)?.[1];
  return HOST.test(host) && (port === undefined || Number(port) <= 65_535);
}

/** Next's client sends its router state as a JSON list. */
function isStateTree(text: string): boolean {
  try {
    return isSegment(JSON.parse(decodeURIComponent(text)), 0);
  } catch {
    return false;
  }
}

const MAX_SEGMENTS = 40;

/** A segment is a list of its name (or name, value, and kind) and its child segments. */
function isSegment(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || depth > MAX_SEGMENTS) return false;
  const [name, children] = value as [unknown, unknown];
  const named =
    typeof name === "string" ||
    (Array.isArray(name) && name.every((part) => part === null || typeof part === "string" || Array.isArray(part)));
  if (!named || typeof children !== "object" || children === null || Array.isArray(children)) return false;
  return Object.values(children).every((child) => isSegment(child, depth + 1));
}
