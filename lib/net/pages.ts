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

/** Decides what to request, without doing I/O: yields parallel requests, and receives their answers. */
export type PagePlan<Ask, Answer, Ending> = Generator<Ask[], Ending, Answer[]>;

/** A list did not end within its maximum number of pages. */
export class PageCapError extends NetError {
  constructor(maxPages: number) {
    super("bad_shape", `the list has more than ${maxPages} pages`);
  }
}

interface PageOptions<Ask, Answer> {
  /** Maximum number of answers; a null doesn't count. Default 2,000. */
  maxPages?: number;
  /** Receives the answers to the requests sent in parallel with one that failed. */
  onUnusedAnswer?: (ask: Ask, answer: Answer) => void;
}

/** Reads a list by `plan`. Throws the error of a failed request, or a PageCapError. */
export async function* readPages<Ask, Answer, Ending>(
  plan: PagePlan<Ask, Answer, Ending>,
  read: (ask: Ask) => Promise<Answer>,
  { maxPages = 2_000, onUnusedAnswer: onRest }: PageOptions<Ask, Answer> = {},
): AsyncGenerator<Answer[], Ending, undefined> {
  let pages = 0;
  let step = plan.next();
  while (!step.done) {
    const asks = step.value;
    if (pages + asks.length > maxPages) throw new PageCapError(maxPages);
    const settled = await Promise.allSettled(asks.map(read));
    const failed = settled.find((result) => result.status === "rejected");
    const answers = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
    if (failed) {
      for (const [n, result] of settled.entries())
        if (result.status === "fulfilled") onRest?.(asks[n] as Ask, result.value);
      throw failed.reason;
    }
    pages += answers.filter((answer) => answer !== null).length;
    step = plan.next(answers);
    yield answers;
  }
  return step.value;
}

/**
 * Reads a paged list with any kind of cursor: a link, a page token, or an offset. Ends when `next` is null. Throws a
 * NetError when a cursor repeats (the list would never end) or after `maxPages`; pages yielded before remain valid.
 */
export async function* pages<Row, Cursor>(
  first: Cursor,
  read: (cursor: Cursor) => Promise<Page<Row, Cursor>>,
  { maxPages }: { maxPages?: number } = {},
): AsyncGenerator<Page<Row, Cursor>, void, undefined> {
  const cursors = new Set<string>();
  const readNew = async (cursor: Cursor) => {
    const mark = JSON.stringify(cursor);
    if (cursors.has(mark)) throw new NetError("bad_shape", "the list repeats a page that was already read");
    cursors.add(mark);
    return read(cursor);
  };
  for await (const step of readPages(followNext<Row, Cursor>(first), readNew, maxPages ? { maxPages } : {}))
    yield* step;
}

/** One request at a time: the next cursor is in the answer. */
function* followNext<Row, Cursor>(first: Cursor): PagePlan<Cursor, Page<Row, Cursor>, void> {
  for (let cursor: Cursor | null = first; cursor !== null; ) {
    const [page]: Page<Row, Cursor>[] = yield [cursor];
    cursor = page?.next ?? null;
  }
}
