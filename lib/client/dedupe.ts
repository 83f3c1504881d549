/** A row as a gateway sent it: only its ID is known. */
export type RawRow = { readonly id: string } & Readonly<Record<string, unknown>>;

/** A received page. `marks` has one key per row, with or without a usable ID. */
export interface RowPage {
  readonly offset: number;
  readonly marks: readonly string[];
  readonly fresh: number;
  /** The number of its rows that are in order: new, or seen before only at this position or a higher offset. */
  readonly placed: number;
}

interface Place {
  page: RowPage;
  rank: number;
  row: RawRow | null;
  /** The row is before this position, according to all windows that included it. */
  before: number;
}

/** The rows of one gateway, each exact ID once; the first row of an ID wins. */
export class Dedupe {
  readonly #places = new Map<string, Place>();
  #models = 0;

  /** Adds the rows of the page at `offset`, requested with `limit`. */
  add(offset: number, limit: number, rows: readonly unknown[]): RowPage {
    const end = offset + Math.max(limit, rows.length);
    const page = { offset, marks: rows.map(markOf), fresh: 0, placed: 0 };
    for (const [rank, mark] of page.marks.entries()) {
      const place = this.#places.get(mark);
      if (place) place.before = Math.min(place.before, end);
      if (place?.page !== page && place?.page.offset === offset && place.rank === rank) page.placed++;
      if (place && place.page.offset <= offset) continue;
      page.placed++;
      if (place) {
        place.page = page;
        place.rank = rank;
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

  /** The page with the lowest offset that included a row. */
  lowestPage(mark: string): RowPage | undefined {
    return this.#places.get(mark)?.page;
  }

  /** Whether every row of the page was also in a window that ends before its position here: the offset was ignored. */
  isMisplaced({ offset, marks }: RowPage): boolean {
    return marks.every((mark, rank) => (this.#places.get(mark)?.before ?? 0) <= offset + rank);
  }

  get size(): number {
    return this.#models;
  }

  /** The number of distinct rows without a usable ID. */
  get skipped(): number {
    return this.#places.size - this.#models;
  }

  models(): RawRow[] {
    const position = ({ page, rank }: Place) => page.offset + rank;
    const ordered = [...this.#places.values()].sort((a, b) => position(a) - position(b));
    return ordered.flatMap(({ row }) => row ?? []);
  }
}

function hasId(row: unknown): row is RawRow {
  return typeof row === "object" && row !== null && "id" in row && typeof row.id === "string" && row.id.trim() !== "";
}

function markOf(row: unknown): string {
  return hasId(row) ? `id ${row.id}` : `no id ${JSON.stringify(row)}`;
}
