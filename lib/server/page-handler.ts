import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { constants } from "node:zlib";
import compression from "compression";
import { decodeId } from "@/lib/models/ids";
import type { Env } from "./env";
import type { Limiter } from "./limits/limiter";
import { addressOf } from "./middleware/address";
import type { PageCache, RequestMarks } from "./page-cache";
import { contentSecurityPolicy, loginReach, SECURITY_HEADERS } from "./web-headers";

/** Pages that read no query. */
const WITHOUT_QUERY = /^\/(?:docs|gateways)\/?$/;
/** Half the bytes of gzip at its usual level, in less time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Settings of the page handler. */
export interface PageHandlerOptions {
  env: Env;
  dev: boolean;
  /** Pages that are shown again; none where pages are still in the making while they are sent. */
  cache: PageCache | null;
  /** Counts pages that have to be made, by address. */
  renders: Limiter;
}

/**
 * The way of every page to the browser: its safety headers, an id and a nonce of its own, compressed, and shown again
 * where nothing has changed since it was made.
 * @param make what makes a page: the handler of Next
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
    // Whatever is added to such an address, it is one page.
    if (WITHOUT_QUERY.test(path) && !request.headers.rsc) request.url = path;
    const marks = { nonce: randomBytes(16).toString("base64"), requestId: randomUUID() };
    prepare(request, response, marks, dev, env);
    // What makes the page is asked for it as it is: Next would compress it with gzip.
    const { method, headers } = request;
    const asked = { method, headers: { "accept-encoding": headers["accept-encoding"] } };
    delete headers["accept-encoding"];
    compress(asked as never, response as never, () => {
      const key = cache?.keyOf(request);
      if (!cache || !key) return void render(request, response);
      if (cache.serve(key, response, marks)) return;
      void render(request, response, () => cache.record(key, response, marks));
    });
  };
}

/** Whether an address has used up its pages of this minute. */
function refuse(response: ServerResponse, seconds: number): void {
  const headers = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "no-store",
    "retry-after": String(seconds),
  };
  response.writeHead(429, headers).end(`Too many pages within a minute: try again in ${seconds} s.`);
}

/** Whether a type is one that gets smaller; Next names some types in a list of one. */
function isText(type: unknown): boolean {
  return /^(?:text\/|image\/svg|application\/(?:[\w.-]+\+)?(?:json|xml|javascript))/.test(String(type));
}

/** A page's request with its id and the nonce that Next gives to each script, and the answer's safety headers. */
function prepare(
  request: IncomingMessage,
  response: ServerResponse,
  marks: RequestMarks,
  dev: boolean,
  env: Env,
): void {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const policy = contentSecurityPolicy(marks.nonce, dev, loginReach(path, env));
  request.headers["x-request-id"] = marks.requestId;
  // Next answers 500 to an address that cannot be decoded; nothing is there, so it is to say so.
  if (decodeId(path) === null) request.url = "/malformed-address";
  request.headers["content-security-policy"] = policy;
  response.setHeader("x-request-id", marks.requestId);
  response.setHeader("content-security-policy", policy);
  for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
  if (env.PUBLIC_URL?.startsWith("https:")) response.setHeader("strict-transport-security", "max-age=31536000");
}
