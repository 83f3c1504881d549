import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BackendOptions } from "../fakes/backend";
import { backendOf, isCertain, promisesAll, reachable, type World, windowOf, worlds } from "../fakes/worlds";
import { drive, list } from "./drive";

const numRuns = Number(process.env.PROPERTY_RUNS ?? 500);
const sorted = (ids: readonly string[]) => [...ids].sort();

/** Four requests per window, plus 400 for scanning what is only promised. */
const mostRequests = (world: World) => 4 * Math.ceil(world.size / windowOf(world)) + 400;

describe("paginate, for every backend that caps, filters, clamps, and claims anything", () => {
  const run = (world: World) => drive(backendOf(world), world.limit, world);

  it("finds every reachable row, unless it reports that the promised total was not met", () => {
    fc.assert(
      fc.property(worlds.filter(isCertain), (world) => {
        const { ids, reason } = run(world);
        if (reason !== "total_not_met") expect(sorted(ids)).toEqual(reachable(backendOf(world)));
      }),
      { numRuns },
    );
  });

  it("finds every reachable row when the total is true and windows are not tiny", () => {
    const honest = worlds
      .map((world): World => ({ ...world, total: "true" }))
      .filter((world) => isCertain(world) && windowOf(world) >= 20);
    fc.assert(
      fc.property(honest, (world) => {
        expect(sorted(run(world).ids)).toEqual(reachable(backendOf(world)));
      }),
      { numRuns },
    );
  });

  it("returns each ID once, in list order", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { ids } = run({ ...world, doubled: [] });
        const positions = ids.map((id) => Number(id.slice(1)));
        expect(positions).toEqual([...new Set(positions)].sort((a, b) => a - b));
      }),
      { numRuns },
    );
  });

  // Duplicate rows look like an ignored offset when a window has only two or three rows.
  const plainEnough = worlds.filter((world) => world.doubled.length === 0 || windowOf(world) >= 4);

  it("needs at most 4 × ⌈rows / window⌉ + 400 requests, whatever total is claimed", () => {
    fc.assert(
      fc.property(plainEnough, (world) => {
        expect(run(world).asked.length).toBeLessThanOrEqual(mostRequests(world));
      }),
      { numRuns },
    );
  });

  it("needs at most ⌈rows / window⌉ + 6 requests when nothing is filtered and the total is true", () => {
    const plain = worlds.map((world): World => {
      return { ...world, filter: undefined, total: "true", hasMore: "true", clampPastEnd: false, doubled: [] };
    });
    fc.assert(
      fc.property(plain, (world) => {
        const { asked, complete, reason } = run(world);
        expect({ complete, reason }).toEqual({ complete: true, reason: "end" });
        expect(asked.length).toBeLessThanOrEqual(Math.ceil(world.size / windowOf(world)) + 6);
      }),
      { numRuns },
    );
  });

  it("is complete only when no reachable row is missing", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { ids, complete } = run(world);
        if (complete && (promisesAll(world) || isCertain(world))) {
          expect(sorted(ids)).toEqual(reachable(backendOf(world)));
        }
      }),
      { numRuns },
    );
  });

  it("counts duplicate rows of a list exactly", () => {
    const plain = worlds
      .map((world): World => ({ ...world, filter: undefined, total: "true", clampPastEnd: false }))
      .filter(isCertain);
    fc.assert(
      fc.property(plain, (world) => {
        const { rows, reading, ids } = run(world);
        expect(rows.skipped + ids.length + reading.duplicates).toBe(world.size);
      }),
      { numRuns },
    );
  });
});

describe("paginate, for every backend that repeats pages", () => {
  it("stops at an ignored offset within 20 requests, and is complete only if the total is met", () => {
    const world = fc.record({
      size: fc.integer({ min: 1, max: 700 }),
      limit: fc.integer({ min: 1, max: 1_000 }),
      cap: fc.integer({ min: 1, max: 200 }),
      total: fc.option(fc.constant("true" as const), { nil: undefined }),
    });
    fc.assert(
      fc.property(world, ({ size, limit, cap, total }) => {
        const backend: BackendOptions = { rows: list(size), cap, ignoreOffset: true, ...(total && { total }) };
        const { ids, asked, reason, complete } = drive(backend, limit);
        const shown = Math.min(size, limit, cap);
        expect(ids).toHaveLength(shown);
        expect(asked.length).toBeLessThanOrEqual(20);
        expect({ reason, complete }).toEqual({ reason: "repeated", complete: total === undefined || shown === size });
      }),
      { numRuns },
    );
  });

  it("finds the rows hidden by repeated pages, and reports when it cannot", () => {
    const world = fc.record({
      size: fc.integer({ min: 1, max: 700 }),
      limit: fc.integer({ min: 4, max: 1_000 }),
      cap: fc.integer({ min: 4, max: 200 }),
      wrong: fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(world, ({ size, limit, cap, wrong }) => {
        const window = Math.min(limit, cap);
        const faulty = new Set(wrong.map(([at]) => at + 1));
        const shown = (page: number): number => (faulty.has(page) ? shown(page - 1) : page);
        const repeatPageAt = new Map(wrong.map(([at, of]) => [(at + 1) * window, shown(Math.min(at, of)) * window]));
        const { ids, complete, reason } = drive({ rows: list(size), cap, repeatPageAt, total: "true" }, limit);
        expect(complete).toBe(ids.length === size);
        if (reason === "end") expect(ids).toHaveLength(size);
      }),
      { numRuns },
    );
  });
});

describe("paginate, for every list that shrinks while it is being read", () => {
  it("finds every remaining row when the total is true", () => {
    const world = fc.record({
      size: fc.integer({ min: 1, max: 700 }),
      limit: fc.integer({ min: 1, max: 300 }),
      cap: fc.integer({ min: 1, max: 200 }),
      gone: fc.array(fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 40 })), { maxLength: 4 }),
      concurrency: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(world, ({ size, limit, cap, gone, concurrency }) => {
        const shrink = (n: number) => gone.reduce((sum, [after, count]) => sum + (n > after ? count : 0), 0);
        const { ids } = drive({ rows: list(size), cap, total: "true", shrink }, limit, { concurrency });
        const read = new Set(ids);
        const stay = list(size).slice(shrink(Number.POSITIVE_INFINITY));
        expect(stay.filter((row) => !read.has(row.id))).toEqual([]);
      }),
      { numRuns },
    );
  });
});
