import fc from "fast-check";
import type { BackendOptions } from "./backend";

/** What is removed from a window, by position. */
interface Filter {
  name: string;
  passes: (position: number) => boolean;
}

const sprinkled = fc
  .record({ density: fc.constantFrom(0.01, 0.05, 0.2, 0.5, 0.9), seed: fc.nat(1_000) })
  .map(({ density, seed }) => ({ name: `${density} by ${seed}`, passes: (p: number) => noise(p, seed) < density }));
const block = fc
  .record({ from: fc.nat(700), size: fc.integer({ min: 1, max: 200 }) })
  .map(({ from, size }) => ({ name: `${size} from ${from}`, passes: (p: number) => p >= from && p < from + size }));
const regular = fc
  .record({ every: fc.integer({ min: 2, max: 90 }), rest: fc.nat(89) })
  .map(({ every, rest }) => ({ name: `${rest} of ${every}`, passes: (p: number) => p % every === rest % every }));

function noise(position: number, seed: number): number {
  let bits = Math.imul(position + 1, 2_654_435_761) + seed * 40_503;
  bits = Math.imul(bits ^ (bits >>> 15), 2_246_822_519);
  return ((bits ^ (bits >>> 13)) >>> 0) / 2 ** 32;
}

const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

/** A list and how it is served. The list stays the same during the run. */
export interface World {
  size: number;
  limit: number;
  cap: number | undefined;
  filter: Filter | undefined;
  total: BackendOptions["total"];
  hasMore: BackendOptions["hasMore"];
  clampPastEnd: boolean;
  /** Positions that repeat the row of another position. */
  doubled: [number, number][];
  withoutId: number[];
  concurrency: number;
}

/** All faults of these backends, in every combination. */
export const worlds: fc.Arbitrary<World> = fc.record({
  size: fc.nat(700),
  limit: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.constantFrom(100, 1_000, 50_000)),
  cap: maybe(fc.integer({ min: 1, max: 200 })),
  filter: maybe<Filter>(fc.oneof(sprinkled, block, regular)),
  total: maybe(
    fc.oneof(fc.constantFrom("true", "matching", "returned"), fc.nat(2_000), fc.constant(1e9)) as fc.Arbitrary<
      NonNullable<BackendOptions["total"]>
    >,
  ),
  hasMore: maybe(fc.constantFrom("true", "by total", "always", "never")),
  clampPastEnd: fc.boolean(),
  doubled: fc.array(fc.tuple(fc.nat(699), fc.nat(699)), { maxLength: 6 }),
  withoutId: fc.array(fc.nat(699), { maxLength: 5 }),
  concurrency: fc.integer({ min: 1, max: 6 }),
});

/** The backend of a world. */
export function backendOf(world: World): BackendOptions {
  const rows: unknown[] = Array.from({ length: world.size }, (_, n) => ({ id: `m${n}` }));
  for (const [to, from] of world.doubled) if (to < world.size && from < world.size) rows[to] = rows[from];
  for (const at of world.withoutId) if (at < world.size) rows[at] = { name: `unnamed ${at}` };
  const { filter, cap, total, hasMore, clampPastEnd } = world;
  return {
    rows,
    clampPastEnd,
    ...(cap !== undefined && { cap }),
    ...(filter && { windowFilter: (_, position) => filter.passes(position) }),
    ...(total !== undefined && { total }),
    ...(hasMore && { hasMore }),
  };
}

/** The sorted IDs that some window returns. */
export function reachable({ rows, windowFilter = () => true }: BackendOptions): string[] {
  const shown = rows.filter((row, position) => windowFilter(row, position));
  return [...new Set(shown.flatMap((row) => (row as { id?: string }).id ?? []))].sort();
}

/** Positions per window, never disclosed to the client. */
export const windowOf = ({ limit, cap }: World) => Math.min(limit, cap ?? limit);

/** Whether the claimed total covers every row. */
export const promisesAll = ({ total, size }: World) => total === "true" || (typeof total === "number" && total >= size);

/** Whether some window that starts before the last row is empty, and so looks like the end. */
function hasEmptyWindow(world: World): boolean {
  const { rows, windowFilter = () => true } = backendOf(world);
  const shown = rows.map((row, position) => (windowFilter(row, position) ? "x" : " "));
  const gaps = shown.join("").trimEnd().match(/ +/g) ?? [];
  return gaps.some((gap) => gap.length >= windowOf(world));
}

/**
 * Whether all rows can certainly be found: nothing looks like the end before the end, or the claimed total tells how
 * far to look; and no page consists only of duplicate rows, which look like an ignored offset.
 */
export function isCertain(world: World): boolean {
  const told = world.doubled.length === 0 || (!world.filter && windowOf(world) > world.doubled.length);
  return told && (promisesAll(world) || !hasEmptyWindow(world));
}
