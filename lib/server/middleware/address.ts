import type { Context } from "hono";
import { addressGroup } from "@/lib/net/address-group";
import { requestHeader } from "./head";
import type { Vars } from "./observe";

/**
 * Whom a request is counted for: the socket's address, or what a trusted proxy says; an IPv6 address stands for its
 * network. "unknown" within this process.
 */
export function addressOf(socket: string | undefined, forwarded: string | undefined, trustProxy: boolean): string {
  const forwardedAddress = trustProxy ? forwarded?.split(",").at(-1)?.trim() : undefined;
  return addressGroup(forwardedAddress || socket || "unknown");
}

/** The same of a route's request. */
export function clientAddress(c: Context<Vars>, trustProxy: boolean): string {
  return addressOf(c.env?.incoming?.socket.remoteAddress, requestHeader(c, "x-forwarded-for"), trustProxy);
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
