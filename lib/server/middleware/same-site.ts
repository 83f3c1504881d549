import type { Context } from "hono";
import { ApiError } from "@/lib/contract/error";
import { requestHeader } from "./head";
import type { Vars } from "./observe";

const LOOPBACK_NAME = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d+){3}|\[::1\])$/i;

/** Settings for the check of a page's origin. */
export interface OwnSite {
  trustProxy: number;
  publicUrl: string | undefined;
}

/**
 * Rejects requests from pages of other sites, and requests to this machine under a foreign name. Only browsers send
 * these headers; other clients pass. Throws permission_denied.
 */
export function requireOwnSite(c: Context<Vars>, { trustProxy, publicUrl }: OwnSite): void {
  const header = (name: string) => requestHeader(c, name);
  const publicHost = publicUrl ? new URL(publicUrl).host : null;
  const host = header("host");
  const named = [host, trustProxy ? header("x-forwarded-host") : undefined, publicHost].filter((name) => name != null);
  const forwarded = header("x-forwarded-for") ?? header("x-forwarded-proto") ?? header("x-forwarded-host");
  // Another name that resolves to this machine would make its pages look like ours (DNS rebinding).
  if (host && !forwarded && host !== publicHost && !isLoopbackName(host) && !isFromElsewhere(c))
    throw refused(`expected it under the name of this machine, not ${host.slice(0, 100)}`);
  const site = header("sec-fetch-site");
  if (site !== undefined) {
    if (site !== "same-origin" && site !== "none") throw refused("a page of another site has sent it");
    return;
  }
  const origin = header("origin");
  if (origin === undefined) return;
  const from = URL.canParse(origin) ? new URL(origin).host : "";
  if (named.includes(from) || (host && isLoopbackName(host) && isLoopbackName(from))) return;
  throw refused("a page of another site has sent it");
}

const isLoopbackName = (host: string) => LOOPBACK_NAME.test(host.replace(/:\d+$/, ""));

/** Whether the request is from another machine, which may know this one by any name. */
function isFromElsewhere(c: Context<Vars>): boolean {
  return !/^(?:::ffff:)?127\.|^::1$/.test(c.env?.incoming?.socket.remoteAddress ?? "");
}

const refused = (why: string) => new ApiError("permission_denied", `signing in here is refused: ${why}`);
