import { afterEach, describe, expect, it, vi } from "vitest";
import { Breakers } from "@/lib/server/chat/breakers";
import type { AttemptOutcome } from "@/lib/server/chat/opened-answer";
import { type Limits, openLimits } from "@/lib/server/limits/limiter";
import { createLog } from "@/lib/server/log";
import { LiveStats } from "@/lib/server/usage/live-stats";
import { shareStats } from "@/lib/server/usage/shared-stats";
import { hasRedis, REDIS } from "../server/databases";

const SOON = { timeout: 10_000, interval: 20 };
const failed = (retryAfterSeconds?: number): AttemptOutcome => ({
  kind: "failed",
  failure: {
    type: "provider_unavailable",
    message: "down",
    status: 503,
    failOver: true,
    retryable: true,
    counts: true,
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  },
});

describe.runIf(await hasRedis())("findings on gateways that processes share", () => {
  let opened: Limits[] = [];
  afterEach(async () => {
    await Promise.all(opened.map((limits) => limits.close()));
    opened = [];
  });

  /** What one process knows once it is connected to the others. */
  async function start() {
    const limits = openLimits(`${REDIS}/8`, createLog("silent"));
    opened.push(limits);
    const [live, breakers] = [new LiveStats(), new Breakers()];
    const bus = limits.bus;
    if (!bus) throw new Error("expected a bus");
    shareStats(bus, live, breakers);
    const onEvent = new Promise<void>((resolve) => bus.on("hello", () => resolve()));
    return { live, breakers, bus, heard: onEvent };
  }
  async function pair() {
    const [a, b] = [await start(), await start()];
    // From here on, both receive each other's messages.
    const [fromA, fromB] = [
      setInterval(() => a.bus.publish("hello", 1), 10),
      setInterval(() => b.bus.publish("hello", 1), 10),
    ];
    await Promise.all([a.heard, b.heard]);
    clearInterval(fromA);
    clearInterval(fromB);
    return [a, b] as const;
  }
  let last = 0;
  const fresh = () => `groq test-${process.pid}-${Date.now()}-${last++}`;

  it("include a failing offer, even for processes that start later", async () => {
    const [a, b] = await pair();
    const key = fresh();
    for (let i = 0; i < 5; i++) await a.breakers.run(key, async () => failed());
    await vi.waitFor(() => expect(b.breakers.healthy(key)).toBe(false), SOON);
    expect(await b.breakers.run(key, () => Promise.reject(new Error("it was called")))).toBeNull();
    const late = await start();
    await vi.waitFor(() => expect(late.breakers.healthy(key)).toBe(false), SOON);
  });

  it("include how long a gateway asked to wait, and that it works again", async () => {
    const [a, b] = await pair();
    const key = fresh();
    await a.breakers.run(key, async () => failed(90));
    await vi.waitFor(() => expect(b.breakers.waitSeconds(key)).toBeGreaterThan(80), SOON);
    a.breakers.onChange(key, 0);
    await vi.waitFor(() => expect(b.breakers.healthy(key)).toBe(true), SOON);
  });

  it("include its speed", async () => {
    const [a, b] = await pair();
    const [gateway = "", nativeId = ""] = fresh().split(" ");
    for (let i = 0; i < 25; i++)
      a.live.add({ at: Date.now(), gateway, nativeId, failed: false, firstTokenMs: 100 + i, tokensPerSecond: 50 });
    await vi.waitFor(() => expect(b.live.of(gateway, nativeId)?.requests).toBe(25), SOON);
    expect(b.live.of(gateway, nativeId)).toEqual(a.live.of(gateway, nativeId));
  });
});
