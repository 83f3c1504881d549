import { type NetCode, NetError } from "./errors";

/**
 * Why reading a list ended. `end`: the end was found and confirmed. `repeated`: only known rows were returned.
 * `total_not_met`: fewer rows than announced. `page_cap`: too many requests. `deadline`: out of time. Otherwise the
 * failure's code.
 */
export type EndReason = "end" | "repeated" | "total_not_met" | "page_cap" | "deadline" | Exclude<NetCode, "timeout">;

/** One page of a list: its raw rows and the cursor of the next page, null at the end. */
export interface Page<Row, Cursor> {
  rows: Row[];
  next: Cursor | null;
  /** The total number of rows, if the server reports it. */
  total?: number;
}

/**
 * Reads a paged list with any kind of cursor: a link, a page token, or an offset. Ends when `next` is null. Throws a
 * NetError when a cursor repeats (the list would never end) or after `maxPages`; pages yielded before remain valid.
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
    if (seen.has(mark)) throw new NetError("bad_shape", "the list repeats a page that was already read");
    if (n >= maxPages) throw new NetError("bad_shape", `the list has more than ${maxPages} pages`);
    seen.add(mark);
    const page: Page<Row, Cursor> = await read(cursor);
    yield page;
    cursor = page.next;
  }
}
