import { type NetCode, NetError } from "./errors";

/**
 * Why the reading of a list ended. `end`: the end was found and confirmed. `repeated`: only what is known came again.
 * `total_not_met`: the promised rows could not be found. `page_cap`: too many requests. `deadline`: time ran out.
 * Else the code of the failure.
 */
export type EndReason = "end" | "repeated" | "total_not_met" | "page_cap" | "deadline" | Exclude<NetCode, "timeout">;

/** One answer of a list: its raw rows and where the next part is, null at the end. */
export interface Page<Row, Cursor> {
  rows: Row[];
  next: Cursor | null;
  /** How many rows there are in all, if the server says so. */
  total?: number;
}

/**
 * The one loop over a list that comes in parts, whatever leads on: a cursor link, a page token or an offset.
 * Ends when `next` is null. Throws a NetError when a cursor comes twice (the list would never end) or after
 * `maxPages`; what was yielded before stays good.
 */
export async function* pages<Row, Cursor>(
  first: Cursor,
  read: (cursor: Cursor) => Promise<Page<Row, Cursor>>,
  { maxPages = 2_000 }: { maxPages?: number } = {},
): AsyncGenerator<Page<Row, Cursor>, void, undefined> {
  const seen = new Set<string>();
  let cursor: Cursor | null = first;
  for (let n = 0; cursor !== null; n++) {
    const mark = JSON.stringify(cursor);
    if (seen.has(mark)) throw new NetError("bad_shape", "the list leads back to a page that was already read");
    if (n >= maxPages) throw new NetError("bad_shape", `the list has more than ${maxPages} pages`);
    seen.add(mark);
    const page: Page<Row, Cursor> = await read(cursor);
    yield page;
    cursor = page.next;
  }
}
