import { Dedupe } from "@/lib/client/dedupe";
import { parseListPage } from "@/lib/client/list-page";
import { type PaginateOptions, paginate } from "@/lib/client/paginate";
import { ListReader } from "@/lib/client/plan";
import { answer, type BackendOptions, FakeBackend, type Fault } from "../fakes/backend";
import { virtualClock } from "../fakes/clock";

/** Runs the pager's decisions against a backend without any I/O. */
export function drive(backend: BackendOptions, limit: number, { concurrency = 4, maxPages = 5_000 } = {}) {
  const rows = new Dedupe();
  const reading = new ListReader(limit, concurrency, rows);
  const plan = reading.run();
  const asked: { offset: number; limit: number }[] = [];
  let step = plan.next();
  while (!step.done) {
    if (asked.length + step.value.length > maxPages) {
      return { ids: rows.models().map((row) => row.id), reason: "page_cap", complete: false, asked, reading, rows };
    }
    const answers = step.value.map((ask) => parseListPage(answer(backend, ask.offset, ask.limit, asked.push(ask) - 1)));
    step = plan.next(answers);
  }
  return { ids: rows.models().map((row) => row.id), ...step.value, asked, reading, rows };
}

/** The pager itself on a backend without a network, with a virtual clock. */
export async function read(options: BackendOptions, more: Partial<PaginateOptions> = {}) {
  const backend = new FakeBackend(options);
  const clock = virtualClock();
  const transport = backend.transport(clock);
  const result = await paginate({ transport, baseUrl: "http://backend.test", gateway: "groq", clock, ...more });
  return { ...result, backend, clock };
}

/** Rows with the IDs m0, m1, and so on. */
export const list = (size: number, prefix = "m") => Array.from({ length: size }, (_, n) => ({ id: `${prefix}${n}` }));

export const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

/** Never responds at one offset. */
export const hangAt = (offset: number, at: number): Fault | undefined => (offset === at ? { kind: "hang" } : undefined);
