import { describe, expect, it } from "vitest";
import { type Page, PageCapError, type PagePlan, pages, readPages } from "@/lib/net/pages";

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

describe("a plan of pages", () => {
  function* upTo(last: number): PagePlan<number, string | null, string> {
    const first = yield [0];
    const rest = yield Array.from({ length: last }, (_, n) => n + 1);
    return [...first, ...rest].join();
  }

  it("reads each step in parallel and receives its answers in order", async () => {
    let running = 0;
    let most = 0;
    const read = async (n: number) => {
      most = Math.max(most, ++running);
      for (let turn = 3 - n; turn > 0; turn--) await null;
      running--;
      return n === 1 ? null : `page ${n}`;
    };
    const list = readPages(upTo(2), read, { maxPages: 3 });
    expect(await list.next()).toEqual({ done: false, value: ["page 0"] });
    expect(await list.next()).toEqual({ done: false, value: [null, "page 2"] });
    expect(await list.next()).toEqual({ done: true, value: "page 0,,page 2" });
    expect(most).toBe(2);
  });

  it("passes on what arrived beside a failure, and throws it", async () => {
    const rest: [number, string | null][] = [];
    const read = async (n: number) => {
      if (n === 1) throw new Error("down");
      return `page ${n}`;
    };
    const list = readPages(upTo(3), read, { onUnusedAnswer: (ask, answer) => rest.push([ask, answer]) });
    await list.next();
    await expect(list.next()).rejects.toThrow("down");
    expect(rest).toEqual([
      [2, "page 2"],
      [3, "page 3"],
    ]);
  });

  it("requests nothing of a step that would exceed the maximum", async () => {
    const asked: number[] = [];
    const list = readPages(upTo(3), async (n) => String(asked.push(n)), { maxPages: 3 });
    await list.next();
    await expect(list.next()).rejects.toThrow(PageCapError);
    expect(asked).toEqual([0]);
  });
});
