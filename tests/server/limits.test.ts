import { randomUUID } from "node:crypto";
import { afterAll, describe, expect, it } from "vitest";
import { type Limits, openLimits } from "@/lib/server/limits/limiter";
import { createLog } from "@/lib/server/log";
import { startCuttable } from "../fakes/cuttable";
import { hasRedis, REDIS } from "./databases";

const log = createLog("silent");
const opened: Limits[] = [];
const open = (url?: string) => {
  const limits = openLimits(url, log);
  opened.push(limits);
  return limits;
};
afterAll(() => Promise.all(opened.map((limits) => limits.close())));

const rule = () => ({ name: `test-${randomUUID()}`, points: 2, seconds: 60 });

const reachable = await hasRedis();

async function ready(limits: Limits): Promise<void> {
  while (limits.shared() !== true) await new Promise((resolve) => setImmediate(resolve));
}

describe("limits", () => {
  it("count each key separately, and reject what exceeds them", async () => {
    const limiter = open().limiter(rule());
    const taken = [await limiter.take("a"), await limiter.take("a"), await limiter.take("a"), await limiter.take("b")];
    expect(taken.map(({ allowed, remaining }) => [allowed, remaining])).toEqual([
      [true, 1],
      [true, 0],
      [false, 0],
      [true, 1],
    ]);
    expect(taken[2]?.resetMs).toBeGreaterThan(0);
  });

  it("accept a key's own limit, larger or smaller", async () => {
    const limiter = open().limiter(rule());
    expect((await limiter.take("small", 1, 1)).allowed).toBe(true);
    expect((await limiter.take("small", 1, 1)).allowed).toBe(false);
    for (let i = 0; i < 5; i++) expect((await limiter.take("large", 1, 5)).allowed).toBe(true);
    expect((await limiter.take("large", 1, 5)).allowed).toBe(false);
  });

  it.runIf(reachable)("are shared by all processes with one Redis", async () => {
    const [here, there, one] = [open(REDIS), open(REDIS), rule()];
    await Promise.all([ready(here), ready(there)]);
    const [a, b] = [here.limiter(one), there.limiter(one)];
    expect([(await a.take("k")).allowed, (await b.take("k")).allowed, (await a.take("k")).allowed]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.runIf(reachable)("do not wait for a Redis that does not respond: each process counts by itself", async () => {
    const proxy = await startCuttable(6379);
    const limits = open(`redis://127.0.0.1:${proxy.port}`);
    await ready(limits);
    const limiter = limits.limiter(rule());
    expect((await limiter.take("k")).remaining).toBe(1);
    proxy.hold();
    const taken = [await limiter.take("k"), await limiter.take("k"), await limiter.take("k")];
    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
    expect(limits.fallbacks()).toBe(3);
    await proxy.close();
  });

  it("keep working in each process while Redis is unavailable", async () => {
    const limiter = open("redis://127.0.0.1:9").limiter(rule());
    const taken = [await limiter.take("k"), await limiter.take("k"), await limiter.take("k")];
    expect(taken.map(({ allowed }) => allowed)).toEqual([true, true, false]);
  });
});
