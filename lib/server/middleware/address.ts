import { BlockList, isIP } from "node:net";
import type { Context } from "hono";
import { addressGroup } from "@/lib/net/address-group";
import type { Env } from "../env";
import { requestHeader } from "./head";
import type { Vars } from "./observe";

const PRIVATE = new BlockList();
for (const [network, bits] of [
  ["10.0.0.0", 8],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const)
  PRIVATE.addSubnet(network, bits, "ipv4");
for (const [network, bits] of [
  ["::1", 128],
  ["fc00::", 7],
  ["fe80::", 10],
] as const)
  PRIVATE.addSubnet(network, bits, "ipv6");

/**
 * The client address that a request is counted for, taken from the socket or from proxies; an IPv6 address is reduced
 * to its network. "unknown" for in-process requests.
 * @param proxies the number of proxies that append to X-Forwarded-For; earlier entries may be forged
 */
export function addressOf(socket: string | undefined, forwarded: string | undefined, proxies: number): string {
  const named = forwarded?.split(",").map((part) => part.trim()) ?? [];
  const client = proxies > 0 ? named[Math.max(0, named.length - proxies)] : undefined;
  return addressGroup(client || socket || "unknown");
}

/** The client address of a route's request. */
export function clientAddress(c: Context<Vars>, proxies: number): string {
  return addressOf(c.env?.incoming?.socket.remoteAddress, requestHeader(c, "x-forwarded-for"), proxies);
}

/** The reason why a sign-in code must not be sent by this request; null when it may. */
export function whyNotPrivate(c: Context<Vars>, env: Pick<Env, "TRUST_PROXY" | "PUBLIC_URL">): string | null {
  const header = (name: string) => requestHeader(c, name);
  const forwarded = [
    "x-forwarded-for",
    "x-forwarded-proto",
    "x-forwarded-host",
    "x-real-ip",
    "forwarded",
    "via",
  ].filter(header);
  const socket = c.env?.incoming?.socket.remoteAddress ?? "";
  const trusted = env.TRUST_PROXY > 0 && forwarded.length > 0;
  if (forwarded.length > 0 && !trusted)
    return `a proxy has sent ${forwarded[0]}, and none is trusted: set TRUST_PROXY to the number of proxies in front`;
  if (forwarded.length === 0 && isLoopback(socket)) return null;
  if (trusted && nearest(header("x-forwarded-proto"), env.TRUST_PROXY) === "https") return null;
  const host = (trusted && nearest(header("x-forwarded-host"), env.TRUST_PROXY)) || header("host") || "";
  // A browser that uses a name of this machine runs on it, even through a container's network.
  if (trusted && isLoopbackHost(host) && isPrivateAddress(clientAddress(c, env.TRUST_PROXY))) return null;
  if (env.PUBLIC_URL?.startsWith("http:") && host.toLowerCase() === new URL(env.PUBLIC_URL).host) return null;
  return trusted
    ? "this came over plain http: use https (a proxy says so by X-Forwarded-Proto), http://localhost, or set PUBLIC_URL to the http address that people use"
    : "this came over plain http from another machine: use https through a proxy, http://localhost on the machine itself, or set PUBLIC_URL to the http address that people use";
}

/** The value set by the outermost trusted proxy. */
function nearest(value: string | undefined, proxies: number): string {
  const addresses = (value ?? "").split(",").map((part) => part.trim());
  return (addresses[Math.max(0, addresses.length - proxies)] ?? "").toLowerCase();
}

function isLoopback(address: string): boolean {
  return /^(?:::ffff:)?127\.|^::1$/.test(address);
}

function isLoopbackHost(host: string): boolean {
  return /^(?:(?:[\w-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(host);
}

function isPrivateAddress(text: string): boolean {
  const address = text.replace(/\/\d+$/, "");
  const family = isIP(address);
  return family > 0 && PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}
