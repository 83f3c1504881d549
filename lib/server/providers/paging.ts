import { isRecord } from "@/lib/contract/json-object";
import { NetError } from "@/lib/net/errors";
import type { JsonAnswer } from "@/lib/net/json";
import { type Page, pages } from "@/lib/net/pages";
import type { ListContext } from "./provider";
import { rowsIn } from "./rows";

/** How to request a gateway's list and its next pages. */
export interface ListFacts {
  /** The path and query at the gateway's default URL. */
  path: string;
  /** The field with the rows, unless the response is a bare array. Default `data`. */
  envelope?: string;
  /** The next page: a URL or path as the gateway wrote it, or `requestedUrl` with another query; null at the end. */
  next?: (answer: JsonAnswer, requestedUrl: string) => string | null;
  /** The field with the total number of rows. */
  total?: string;
}

/** Pages of raw rows to the end of the list. Throws a NetError; pages yielded before remain valid. */
export function listPages(
  context: ListContext,
  facts: ListFacts,
): AsyncGenerator<Page<unknown, string>, void, undefined> {
  const base = context.host("list");
  return pages(`${base}${facts.path}`, async (requestedUrl) => {
    const answer = await context.get(requestedUrl);
    const { body } = answer;
    const rows = rowsIn(body, facts.envelope ?? "data");
    const next = facts.next?.(answer, requestedUrl) ?? null;
    const total = facts.total !== undefined && isRecord(body) ? body[facts.total] : undefined;
    return {
      rows,
      next: next === null ? null : resolveNextLink(next, requestedUrl, base),
      ...(typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? { total } : {}),
    };
  });
}

/**
 * A next link as an absolute URL. A path is appended to the base URL including its prefix. Throws a NetError when it
 * leads to another scheme, host, or port than `base`.
 */
export function resolveNextLink(link: string, requestedUrl: string, base: string): string {
  const prefix = new URL(base).pathname.replace(/\/$/, "");
  const ownPath = link.startsWith("/") && !link.startsWith("//") && !link.startsWith(`${prefix}/`);
  const written = ownPath ? `${base}${link}` : link;
  if (!URL.canParse(written, requestedUrl)) throw new NetError("bad_shape", "the list's next link is not a valid URL");
  const next = new URL(written, requestedUrl);
  const { origin } = new URL(base);
  if (next.origin !== origin) {
    throw new NetError("bad_shape", "the list's next link leads to another host, expected the same");
  }
  return next.href;
}

/** The URL in a `Link: <…>; rel="next"` header; null without one. */
export function linkNext({ headers }: JsonAnswer): string | null {
  const parts = headers.get("link")?.matchAll(/<([^>]*)>([^<]*)/g) ?? [];
  for (const [, address = "", parameters = ""] of parts) {
    const named = parameters
      .split(";")
      .map((parameter) => parameter.split("=", 2).map((part) => part.trim().toLowerCase()));
    const relations = named.find(([name]) => name === "rel")?.[1] ?? "";
    if (relations.replaceAll('"', "").split(/[\s,]/).includes("next")) return address;
  }
  return null;
}

/** `nextPageToken`, sent back as `pageToken`; absent or empty at the end. */
export function tokenNext({ body }: JsonAnswer, requestedUrl: string): string | null {
  const token = isRecord(body) ? body.nextPageToken : null;
  if (typeof token !== "string" || token === "") return null;
  const next = new URL(requestedUrl);
  next.searchParams.set("pageToken", token);
  return next.href;
}

/** `links.next` of the body; null or absent at the end. */
export function bodyNext({ body }: JsonAnswer): string | null {
  const next = isRecord(body) && isRecord(body.links) ? body.links.next : null;
  return typeof next === "string" && next !== "" ? next : null;
}
