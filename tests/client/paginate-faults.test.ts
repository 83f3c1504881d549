import { describe, expect, it } from "vitest";
import { paginate } from "@/lib/client/paginate";
import { FakeBackend, type Fault } from "../fakes/backend";
import { ids, list, read } from "./drive";

describe("paginate", () => {
  it("continues past a total that says 100 of 1,350", async () => {
    for (const hasMore of ["by total", "never"] as const) {
      const result = await read({ rows: list(1_350), cap: 100, total: 100, hasMore });
      expect(result.models).toHaveLength(1_350);
      expect(result).toMatchObject({ complete: true, reason: "end", total: 100 });
    }
  });

  it("gives up on a total that is a thousand times too large within 350 requests", async () => {
    const huge = await read({ rows: list(1_350), cap: 100, total: 1e9, hasMore: "always" });
    expect(huge.models).toHaveLength(1_350);
    expect(huge).toMatchObject({ complete: false, reason: "total_not_met" });
    expect(huge.pages).toBeLessThan(350);
    const slightly = await read({ rows: list(1_350), cap: 100, total: 1_400 });
    expect(slightly).toMatchObject({ complete: true, reason: "end" });
  });

  it("finds the rows behind a long empty stretch", async () => {
    const windowFilter = (_: unknown, position: number) => position >= 9_000 && position < 9_030;
    const result = await read({ rows: list(10_000), cap: 200, windowFilter, total: "true" });
    expect(ids(result.models)).toEqual(ids(list(10_000).slice(9_000, 9_030)));
    expect(result).toMatchObject({ complete: true, reason: "end" });
    expect(result.pages).toBeLessThan(200);
  });

  it("ends when a list repeats its last page forever", async () => {
    const result = await read({ rows: list(350), cap: 100, clampPastEnd: true, total: "true" });
    expect(ids(result.models)).toEqual(ids(list(350)));
    expect(result).toMatchObject({ complete: true });
  });

  it("requests other offsets for what a repeated page hides", async () => {
    const repeatPageAt = new Map([[300, 100]]);
    const result = await read({ rows: list(800), cap: 100, repeatPageAt, total: "true" });
    expect(ids(result.models)).toEqual(ids(list(800)));
    expect(result).toMatchObject({ complete: true, reason: "end", duplicates: 0 });
  });

  it("steps back when the list shrinks while it is being read", async () => {
    const shrink = (n: number) => (n >= 3 ? 7 : 0);
    const result = await read({ rows: list(900), cap: 100, total: "true", shrink });
    expect(ids(result.models)).toEqual(expect.arrayContaining(ids(list(900)).slice(7)));
    expect(result.complete).toBe(true);
  });

  it("skips rows without a usable ID and counts them once", async () => {
    const rows = [{ id: "a" }, {}, { id: "" }, { id: 7 }, "text", null, { id: "__proto__" }, { id: "b" }];
    const result = await read({ rows, total: "true" });
    expect(ids(result.models)).toEqual(["a", "__proto__", "b"]);
    expect(result).toMatchObject({ skipped: 5, complete: true });
  });

  it("distinguishes IDs that differ in case or space, and keeps the first row of each", async () => {
    const rows = [
      { id: "A", n: 1 },
      { id: "a", n: 2 },
      { id: "A", n: 3 },
      { id: "a ", n: 4 },
    ];
    const result = await read({ rows });
    expect(result.models).toEqual([rows[0], rows[1], rows[3]]);
    expect(result.duplicates).toBe(1);
  });

  it("accepts an empty list without a total as an empty catalog, but not one with a total", async () => {
    expect(await read({ rows: [] })).toMatchObject({ models: [], complete: true, reason: "end" });
    expect(await read({ rows: [], total: 94 })).toMatchObject({ complete: false, reason: "total_not_met" });
  });

  it("reads a bare array, and the older path when /v1/models returns 404", async () => {
    const result = await read({ rows: list(250), cap: 100, shape: "array", path: "/models" });
    expect(result.models).toHaveLength(250);
    expect(result.backend.requests.filter((seen) => seen.path === "/v1/models")).toHaveLength(1);
  });

  it("requests 100 rows when a larger limit is refused", async () => {
    const result = await read({ rows: list(250), refuseOver: 100 });
    expect(result.models).toHaveLength(250);
    expect(result.complete).toBe(true);
  });

  it("reads in parallel what the total promises, never more at once than allowed", async () => {
    let running = 0;
    let most = 0;
    const inner = new FakeBackend({ rows: list(2_000), cap: 100, total: "true" }).transport();
    const transport: typeof inner = async (url, init) => {
      most = Math.max(most, ++running);
      return inner(url, init).finally(() => running--);
    };
    const result = await paginate({ transport, baseUrl: "http://backend.test/", gateway: "groq", concurrency: 3 });
    expect(result.models).toHaveLength(2_000);
    expect(most).toBe(3);
  });

  it("reports its progress, which never decreases", async () => {
    const reported: { pages: number; models: number; total: number | null }[] = [];
    await read({ rows: list(500), cap: 100, total: "true" }, { onProgress: (progress) => reported.push(progress) });
    expect(reported[0]).toEqual({ pages: 1, models: 100, total: 500 });
    expect(reported.at(-1)?.models).toBe(500);
    expect(reported.map((one) => one.models)).toEqual(reported.map((one) => one.models).sort((a, b) => a - b));
  });

  it("waits as long as Retry-After says, but no longer than the deadline", async () => {
    const slowDown: Fault = { kind: "status", status: 429, retryAfter: "5" };
    const fault = ({ offset, tries }: { offset: number; tries: number }) =>
      offset === 100 && tries === 0 ? slowDown : undefined;
    const result = await read({ rows: list(250), cap: 100, fault });
    expect(result.models).toHaveLength(250);
    expect(result.clock.slept).toContain(5_000);
    const never = await read({ rows: list(250), fault: () => slowDown }, { deadlineMs: 7_000 });
    expect(never).toMatchObject({ reason: "deadline" });
    expect(never.clock.now()).toBe(7_000);
  });

  it("keeps the other pages when a parallel one fails", async () => {
    const fault = ({ offset }: { offset: number }): Fault | undefined =>
      offset === 200 ? { kind: "status", status: 500 } : undefined;
    const result = await read({ rows: list(1_000), cap: 100, total: "true", fault });
    expect(result).toMatchObject({ complete: false, reason: "http", total: 1_000 });
    expect(result.error?.message).toBe("the backend answered 500");
    expect(ids(result.models)).toEqual(ids([...list(200), ...list(1_000).slice(300, 500)]));
  });

  it("takes a refused offset past the total as the end, and as a failure when there is no total", async () => {
    const fault = ({ offset }: { offset: number }): Fault | undefined =>
      offset >= 250 ? { kind: "status", status: 404 } : undefined;
    expect(await read({ rows: list(250), cap: 100, total: "true", fault })).toMatchObject({
      complete: true,
      reason: "end",
    });
    expect(await read({ rows: list(250), cap: 100, fault })).toMatchObject({ complete: false, reason: "http" });
  });

  it("stops at the page cap, and when the caller aborts", async () => {
    const capped = await read({ rows: list(1_000), cap: 10 }, { maxPages: 5 });
    expect(capped).toMatchObject({ complete: false, reason: "page_cap", pages: 5 });
    expect(capped.models).toHaveLength(50);
    const controller = new AbortController();
    const stop = ({ pages }: { pages: number }) => pages === 2 && controller.abort();
    const aborted = await read({ rows: list(1_000), cap: 10 }, { signal: controller.signal, onProgress: stop });
    expect(aborted).toMatchObject({ complete: false, reason: "aborted", pages: 2 });
    expect(aborted.models).toHaveLength(20);
  });
});
