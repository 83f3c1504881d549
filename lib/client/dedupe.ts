/** A row as a gateway sent it: nothing is known of it but its id. */
export type RawRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** A page that came. `marks` has one entry a row: what it is known by, whether or not it has a usable id. */
export interface RowPage {
  readonly offset: number;
  readonly marks: readonly string[];
  /** How many of its rows had never been seen before. */
  readonly fresh: number;
  /** How many of its rows have no other place: not seen before, or seen at this very place or at higher offsets only. */
  readonly placed: number;
}

interface Place {
  page: RowPage;
  rank: number;
  row: RawRow | null;
  /** The row stands before this position, by all windows in which it came. */
  before: number;
}

/** The rows of one gateway, each exact id once; of rows with one id the first that was seen is kept. */
export class Dedupe {
  readonly #places = new Map<string, Place>();
  #models = 0;

  /** Takes in the rows of the page at `offset` that was asked for with `limit`. */
  add(offset: number, limit: number, rows: readonly unknown[]): RowPage {
    const end = offset + Math.max(limit, rows.length);
    const page = { offset, marks: rows.map(markOf), fresh: 0, placed: 0 };
    for (const [rank, mark] of page.marks.entries()) {
      const known = this.#places.get(mark);
      if (known) known.before = Math.min(known.before, end);
      if (known?.page !== page && known?.page.offset === offset && known.rank === rank) page.placed++;
      if (known && known.page.offset <= offset) continue;
      page.placed++;
      if (known) {
        known.page = page;
        known.rank = rank;
        continue;
      }
      const row = rows[rank];
      const usable = hasId(row);
      this.#places.set(mark, { page, rank, row: usable ? row : null, before: end });
      this.#models += usable ? 1 : 0;
      page.fresh++;
    }
    return page;
  }

  /** The page with the lowest offset in which a row was seen. */
  lowestPage(mark: string): RowPage | undefined {
    return this.#places.get(mark)?.page;
  }

  /** Whether every row of the page came in a window that ends before its place there: the offset was not honored. */
  isMisplaced({ offset, marks }: RowPage): boolean {
    return marks.every((mark, rank) => (this.#places.get(mark)?.before ?? 0) <= offset + rank);
  }

  /** How many models there are. */
  get size(): number {
    return this.#models;
  }

  /** How many different rows without a usable id were left out. */
  get skipped(): number {
    return this.#places.size - this.#models;
  }

  /** The models in the order of the list they came from. */
  models(): RawRow[] {
    const position = ({ page, rank }: Place) => page.offset + rank;
    const ordered = [...this.#places.values()].sort((a, b) => position(a) - position(b));
    return ordered.flatMap(({ row }) => row ?? []);
  }
}

/** The rows with a usable id, each exact id once, the first one wins, in their order. */
export function dedupe(rows: readonly unknown[]): RawRow[] {
  const all = new Dedupe();
  all.add(0, rows.length, rows);
  return all.models();
}

function hasId(row: unknown): row is RawRow {
  return typeof row === "object" && row !== null && "id" in row && typeof row.id === "string" && row.id.trim() !== "";
}

function markOf(row: unknown): string {
  return hasId(row) ? `id ${row.id}` : `no id ${JSON.stringify(row)}`;
}
