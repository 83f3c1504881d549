import type { Context } from "hono";
import { requestHeader } from "./head";
import type { Vars } from "./observe";

/** Where a request comes from: the socket's address, or what a trusted proxy says; "unknown" within this process. */
export function clientAddress(c: Context<Vars>, trustProxy: boolean): string {
  const forwarded = trustProxy ? requestHeader(c, "x-forwarded-for")?.split(",").at(-1)?.trim() : undefined;
  return forwarded || c.env?.incoming?.socket.remoteAddress || "unknown";
}

/**
 * Whether a request comes from this very machine or over https, and that is sure: a forwarding header that nobody vouches
 * for makes it unsure.
 */
export function isPrivate(c: Context<Vars>, trustProxy: boolean): boolean {
  const forwarded = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded"].some((name) =>
    requestHeader(c, name),
  );
  if (forwarded) return trustProxy && requestHeader(c, "x-forwarded-proto") === "https";
  const address = c.env?.incoming?.socket.remoteAddress ?? "";
  return /^(?:::ffff:)?127\.|^::1$/.test(address);
}
