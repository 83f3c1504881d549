import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";

/** The parts of a request's context that its headers need. */
type Heads = Pick<Context, "req" | "header"> & { env: Partial<HttpBindings> | undefined };

/** Read from the socket's request if possible: a Headers object costs more than most responses. */
export function requestHeader({ env, req }: Heads, name: string): string | undefined {
  const headers = env?.incoming?.headers;
  if (!headers) return req.header(name);
  const value = headers[name];
  return Array.isArray(value) ? value.join(", ") : value;
}

/** Sets a response header, directly on the socket's response if possible. */
export function setHeader(c: Heads, name: string, value: string): void {
  const outgoing = c.env?.outgoing;
  if (!outgoing) c.header(name, value);
  else if (!outgoing.headersSent) outgoing.setHeader(name, value);
}

/** Headers in the form of node:http's raw headers: alternating names and values. */
export type Head = string[];

/** Appends a header in the form of node:http's raw headers. */
export function appendHeader(head: Head, name: string, value: string): void {
  head.push(name, value);
}

const MAX_LISTED = 32;
const MAX_NAME_LENGTH = 60;

/** A header value that lists names: clients reject long headers, and Node invalid characters. */
export function listHeader(names: Iterable<string>): string {
  const all = [...new Set(names)];
  const shown = all.slice(0, MAX_LISTED).map((name) => name.replace(/[^\x21-\x7e]|,/g, "?").slice(0, MAX_NAME_LENGTH));
  return [...shown, ...(all.length > MAX_LISTED ? [`and ${all.length - MAX_LISTED} more`] : [])].join(", ");
}
