import { randomBytes, randomUUID } from "node:crypto";
import { IncomingMessage, type RequestListener, ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";
import { UNKNOWN_ADDRESS } from "@/lib/contract/unknown-address";
import { decodeId } from "@/lib/models/ids";
import type { Env } from "./env";
import { holdBody } from "./hold-body";
import type { Limiter } from "./limits/limiter";
import { addressOf } from "./middleware/address";
import type { PageCache, RequestMarks } from "./page-cache";
import { withFailureText, withFontsLast, withStylesOnce } from "./page-html";
import { contentSecurityPolicy, loginReach, SECURITY_HEADERS } from "./web-headers";

/** Pages that ignore the query. */
const WITHOUT_QUERY = /^\/(?:docs|gateways)\/?$/;
/** In the document that Next sends for a page that failed or was not found: its scripts render the rest. */
const EMPTY_DOCUMENT = 'id="__next_error__"';
/** Half the size of gzip at its default level, in less time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

interface PageHandlerOptions {
  env: Env;
  dev: boolean;
  /** The cache of pages; null when pages are still rendering while they are sent. */
  cache: PageCache | null;
  /** Limits rendered pages by address. */
  renders: Limiter;
}

/**
 * Handles all pages: adds security headers, a request ID, and a nonce, compresses, and caches.
 * @param make renders a page: Next's handler
 */
export function createPageHandler(
  make: RequestListener,
  { env, dev, cache, renders }: PageHandlerOptions,
): RequestListener {
  const compress = compression({ brotli: BROTLI, filter: (_, response) => isText(response.getHeader("content-type")) });
  const render = async (request: IncomingMessage, response: ServerResponse, before: () => void = () => {}) => {
    const forwarded = request.headers["x-forwarded-for"]?.toString();
    const address = addressOf(request.socket.remoteAddress, forwarded, env.TRUST_PROXY);
    const { allowed, resetMs } = await renders.take(address);
    if (!allowed) return refuse(response, Math.ceil(resetMs / 1000));
    before();
    make(request, response);
  };
  return (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    if (path === "/_next/image") return void response.writeHead(404, { "cache-control": "no-store" }).end("Not found");
    // Ignore the query of pages that don't read it, so that they share one cache entry.
    if (WITHOUT_QUERY.test(path) && !request.headers.rsc) request.url = path;
    const marks = { nonce: randomBytes(16).toString("base64"), requestId: randomUUID() };
    prepare(request, response, marks, { env, dev });
    // Render uncompressed: Next would compress with gzip.
    const { method, headers } = request;
    const encodingRequest = { method, headers: { "accept-encoding": headers["accept-encoding"] } };
    delete headers["accept-encoding"];
    compress(encodingRequest as never, response as never, () => {
      const key = cache?.keyOf(request);
      if (!cache) return void render(request, response);
      if (key && cache.serve(key, response, marks)) return;
      void render(request, response, () => {
        const keep = key ? cache.record(key, response, marks) : null;
        holdBody(response, (body) => {
          const isHtml = String(response.getHeader("content-type")).startsWith("text/html");
          if (isHtml && response.statusCode === 404 && body.includes(EMPTY_DOCUMENT)) {
            return notFoundPage(make, request).then(withStylesOnce).then(withFontsLast);
          }
          if (isHtml && response.statusCode === 500 && body.includes(EMPTY_DOCUMENT)) {
            return withFailureText(body, marks.requestId);
          }
          const page = isHtml ? withFontsLast(withStylesOnce(body)) : body;
          keep?.(page);
          return page;
        });
      });
    });
  };
}

/** The not-found page, rendered for an address without a page: it is complete without scripts. */
function notFoundPage(make: RequestListener, { socket, headers, url = "" }: IncomingMessage): Promise<string> {
  const request = Object.assign(new IncomingMessage(socket), { method: "GET", headers, url: UNKNOWN_ADDRESS + url });
  const response = new ServerResponse(request);
  return new Promise((resolve) => {
    holdBody(response, (body) => {
      resolve(body);
      // There is no socket to emit it.
      queueMicrotask(() => response.emit("finish"));
      return body;
    });
    make(request, response);
  });
}

/** Rejects a request whose address has used up its rendered pages for this minute. */
function refuse(response: ServerResponse, seconds: number): void {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": String(seconds),
  };
  response.writeHead(429, headers).end(`Too many pages within a minute: try again in ${seconds} s.`);
}

/** Whether a type is compressible; Next sets some types as a list of one. */
function isText(type: unknown): boolean {
  return /^(?:text\/|image\/svg|application\/(?:[\w.-]+\+)?(?:json|xml|javascript))/.test(String(type));
}

/** Sets a page request's ID and the nonce that Next adds to each script, and the response's security headers. */
function prepare(
  request: IncomingMessage,
  response: ServerResponse,
  marks: RequestMarks,
  { env, dev }: { env: Env; dev: boolean },
): void {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const policy = contentSecurityPolicy(marks.nonce, dev, loginReach(path, env));
  request.headers["x-request-id"] = marks.requestId;
  // Next responds with 500 to a path that can't be decoded; use one that is a 404.
  if (decodeId(path) === null) request.url = UNKNOWN_ADDRESS;
  request.headers["content-security-policy"] = policy;
  response.setHeader("x-request-id", marks.requestId);
  response.setHeader("content-security-policy", policy);
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  if (env.PUBLIC_URL?.startsWith("https:")) response.setHeader("strict-transport-security", "max-age=31536000");
}
