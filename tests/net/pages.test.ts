import { describe, expect, it } from "vitest";
import { type Page, pages } from "@/lib/net/pages";

async function collect<Row, Cursor>(list: AsyncGenerator<Page<Row, Cursor>>) {
  const rows: Row[] = [];
  try {
    for await (const page of list) rows.push(...page.rows);
    return { rows, error: undefined };
  } catch (error) {
    return { rows, error: error as Error };
  }
}

describe("pages", () => {
  it("follows offsets, tokens, and links to their end", async () => {
    const read = async (offset: number) => ({ rows: [offset], next: offset < 3 ? offset + 1 : null });
    expect((await collect(pages(0, read))).rows).toEqual([0, 1, 2, 3]);
    const links: Record<string, string | null> = { "/a": "/b", "/b": null };
    expect((await collect(pages("/a", async (at) => ({ rows: [at], next: links[at] ?? null })))).rows).toEqual([
      "/a",
      "/b",
    ]);
  });

  it("continues after an empty page with a next cursor", async () => {
    const read = async (n: number) => ({ rows: n === 1 ? [] : [n], next: n < 2 ? n + 1 : null });
    expect((await collect(pages(0, read))).rows).toEqual([0, 2]);
  });

  it("stops at a repeated cursor, even an object, and keeps what it read", async () => {
    const read = async ({ at }: { at: number }) => ({ rows: [at], next: { at: (at + 1) % 3 } });
    const { rows, error } = await collect(pages({ at: 0 }, read));
    expect(rows).toEqual([0, 1, 2]);
    expect(error).toMatchObject({ name: "NetError", code: "bad_shape" });
  });

  it("ends after the maximum number of pages without reading another", async () => {
    let reads = 0;
    const endless = async (n: number) => ({ rows: [reads++], next: n + 1 });
    const { rows, error } = await collect(pages(0, endless, { maxPages: 5 }));
    expect(rows).toHaveLength(5);
    expect(reads).toBe(5);
    expect(error).toMatchObject({ code: "bad_shape" });
  });

  it("throws an error after yielding what was read before", async () => {
    const read = async (n: number) => {
      if (n === 2) throw new Error("down");
      return { rows: [n], next: n + 1 };
    };
    expect(await collect(pages(0, read))).toMatchObject({ rows: [0, 1], error: { message: "down" } });
  });

  it("reads nothing further when its consumer stops", async () => {
    let reads = 0;
    const read = async (n: number) => ({ rows: [reads++], next: n + 1 });
    for await (const { rows } of pages(0, read)) if (rows[0] === 1) break;
    expect(reads).toBe(2);
  });
});
