import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type RowTable, RowWriter, readRow, rowCount, rowPieces } from "@/lib/server/catalog/row-table";

async function tableOf(rows: readonly unknown[]): Promise<{ table: RowTable; blocks: string }> {
  const writer = new RowWriter();
  const blocks: string[] = [];
  const keep = (block: Uint8Array | null) => block && blocks.push(new TextDecoder().decode(block));
  for (const row of rows) keep(writer.add(row));
  keep(writer.end());
  return { table: await writer.finish(), blocks: blocks.join("") };
}

const text = (table: RowTable, start: number, end: number) =>
  Buffer.concat([...rowPieces(table, start, end)]).toString();

/** Rows of very different lengths: some blocks hold many, some one. */
const rowsOf = fc.array(
  fc.record({ id: fc.string({ unit: "grapheme" }), filler: fc.nat({ max: 90_000 }).map((n) => "é".repeat(n)) }),
  { maxLength: 12 },
);

describe("a table of rows", () => {
  it("returns any range of its rows as written, and each row by itself", async () => {
    await fc.assert(
      fc.asyncProperty(rowsOf, fc.nat({ max: 12 }), fc.nat({ max: 12 }), async (rows, a, b) => {
        const { table, blocks } = await tableOf(rows);
        const start = Math.min(a, b, rows.length);
        const end = Math.min(Math.max(a, b), rows.length);
        expect(rowCount(table)).toBe(rows.length);
        expect(blocks).toBe(rows.map((row) => JSON.stringify(row)).join(","));
        expect(JSON.parse(`[${text(table, start, end)}]`)).toEqual(rows.slice(start, end));
        for (const [i, row] of rows.entries()) expect(readRow(table, i)).toEqual(row);
      }),
      { numRuns: 60 },
    );
  });

  it("finds rows on both sides of a block boundary", async () => {
    const rows = Array.from({ length: 2_000 }, (_, n) => ({ n, filler: "x".repeat(200) }));
    const { table } = await tableOf(rows);
    expect(table.starts.length).toBeGreaterThan(5);
    for (const first of table.firsts.slice(1, -1)) {
      expect(JSON.parse(`[${text(table, first - 1, first + 1)}]`).map((row: { n: number }) => row.n)).toEqual([
        first - 1,
        first,
      ]);
      expect(readRow<{ n: number }>(table, first).n).toBe(first);
    }
  });
});
