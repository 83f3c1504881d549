import { isRecord } from "@/lib/contract/json-object";
import { NetError } from "@/lib/net/errors";

/** One page of a list from an unknown backend. Only `rows` can be relied on. */
export interface ListPage {
  rows: readonly unknown[];
  /** The total number of rows, as claimed. */
  total: number | null;
  /** Whether more rows follow, as claimed. */
  hasMore: boolean | null;
}

/**
 * Parses `{ data: [] }` or a bare array. Throws a NetError for any other shape, and for an empty list with an error: an
 * outage must not look like an empty catalog.
 */
export function parseListPage(body: unknown): ListPage {
  if (Array.isArray(body)) return { rows: body, total: null, hasMore: null };
  const record: Record<string, unknown> = isRecord(body) ? body : {};
  const failed = Boolean(record.error) || record.success === false;
  if (!Array.isArray(record.data) || (failed && record.data.length === 0)) {
    throw new NetError("bad_shape", `expected a list of models, got ${describe(body)}`);
  }
  return { rows: record.data, total: readTotal(record.total), hasMore: readHasMore(record) };
}

function readTotal(total: unknown): number | null {
  return typeof total === "number" && Number.isSafeInteger(total) && total >= 0 ? total : null;
}

function readHasMore(record: Record<string, unknown>): boolean | null {
  if (typeof record.has_more === "boolean") return record.has_more;
  return typeof record.next_offset === "number" ? true : null;
}

function describe(body: unknown): string {
  if (!isRecord(body)) return body === null ? "null" : `a ${typeof body}`;
  const error = isRecord(body.error) ? body.error.message : body.error;
  const words = error ?? body.detail ?? body.message;
  if (typeof words === "string") return `the error "${words.slice(0, 200)}"`;
  if ("data" in body) return `data: ${body.data === null ? "null" : typeof body.data}`;
  return `an object with ${Object.keys(body).slice(0, 5).join(", ") || "nothing in it"}`;
}
