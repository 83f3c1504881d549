import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paginate } from "@/lib/client/paginate";
import { type BackendOptions, FakeBackend, type Fault } from "../fakes/backend";
import { virtualClock } from "../fakes/clock";
import { backendOf, type World, worlds } from "../fakes/worlds";
import { read } from "./drive";

const numRuns = Number(process.env.PROPERTY_RUNS ?? 500);

const readWorld = (options: BackendOptions, { limit, concurrency }: World) => read(options, { limit, concurrency });

const transient: fc.Arbitrary<Fault> = fc.oneof(
  fc.record({
    kind: fc.constant("status" as const),
    status: fc.constantFrom(429, 502, 503, 504),
    retryAfter: fc.constantFrom("0", "0.01"),
  }),
  fc.constant({ kind: "network" as const }),
  fc.constant({ kind: "slow" as const, ms: 10 }),
);
/** Faster than the general ones: a few hundred rows, no long scans of what is only promised. */
const small = worlds.map((world): World => ({ ...world, total: "true", limit: Math.max(20, world.limit) }));

describe("paginate, for every backend that also fails", () => {
  it("returns the same when each request fails up to three times before it succeeds", async () => {
    await fc.assert(
      fc.asyncProperty(
        small,
        fc.array(fc.tuple(transient, fc.nat(3)), { minLength: 1, maxLength: 5 }),
        async (world, faults) => {
          const backend = backendOf(world);
          const fault: BackendOptions["fault"] = ({ offset, tries }) => {
            const [kind, times] = faults[offset % faults.length] ?? [];
            return tries < (times ?? 0) ? kind : undefined;
          };
          const { backend: _quiet, clock: _still, ...calm } = await readWorld(backend, world);
          const { backend: _loud, clock, ...shaken } = await readWorld({ ...backend, fault }, world);
          if (clock.now() < 70_000) expect(shaken).toEqual(calm);
          else expect(shaken).toMatchObject({ complete: false, reason: "deadline" });
        },
      ),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });

  it("keeps every row read before a failure, and is not complete", async () => {
    await fc.assert(
      fc.asyncProperty(small, fc.nat(30), fc.constantFrom(400, 401, 500, 503), async (world, at, status) => {
        const fault: BackendOptions["fault"] = ({ n }) => (n >= at ? { kind: "status", status } : undefined);
        const { models, complete, reason, backend, pages } = await readWorld({ ...backendOf(world), fault }, world);
        if (backend.requests.length <= at || reason === "end") return;
        expect(complete).toBe(false);
        expect(pages).toBe(at);
        const calm = new FakeBackend(backendOf(world));
        const shown = new Set<string>();
        for (const { path, offset, limit } of backend.requests.slice(0, at)) {
          const query = new URLSearchParams({ offset: String(offset), limit: String(limit) });
          const { data } = JSON.parse(calm.reply(path, query).reply.body) as { data: { id?: string }[] };
          for (const { id } of data) if (id) shown.add(id);
        }
        expect(new Set(models.map((row) => row.id))).toEqual(shown);
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });

  it("never throws, whatever it receives", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), fc.integer({ min: 200, max: 599 }), async (body, status) => {
        const transport = async () =>
          new Response(status === 204 || status === 205 || status === 304 ? null : body, { status });
        const result = await paginate({ transport, baseUrl: "", gateway: "g", clock: virtualClock(), random: () => 0 });
        expect(result.models).toHaveLength(0);
        expect(result.complete || result.error !== undefined || result.reason === "total_not_met").toBe(true);
      }),
      { numRuns },
    );
  });
});
