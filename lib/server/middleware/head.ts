import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** As much of a request's context as its headers need. */
type Heads = Pick<Context, "req" | "header"> & { env: Partial<HttpBindings> | undefined };

/**
 * A header of the request, from the socket's own request where there is one: the web's Headers cost more to make than
 * most answers.
 */
export function requestHeader({ env, req }: Heads, name: string): string | undefined {
  const headers = env?.incoming?.headers;
  if (!headers) return req.header(name);
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** Sets a header of the answer, on the socket's own response where there is one. */
export function setHeader(c: Heads, name: string, value: string): void {
  const outgoing = c.env?.outgoing;
  if (!outgoing) c.header(name, value);
  else if (!outgoing.headersSent) outgoing.setHeader(name, value);
}

/** The headers of an answer that is written to its socket as they stand: names and values in turn. */
export type Head = string[];

/** Adds a header. */
export function appendHeader(head: Head, name: string, value: string): void {
  head.push(name, value);
}
