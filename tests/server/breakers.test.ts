import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Breakers } from "@/lib/server/chat/breakers";
import type { AttemptOutcome } from "@/lib/server/chat/opened-answer";
import { brokenFailure } from "@/lib/server/chat/read-error";

const KEY = "groq acme/one";
const failed: AttemptOutcome = { kind: "failed", failure: brokenFailure("provider_unavailable", "down") };
const refused = { kind: "failed", failure: { ...brokenFailure("provider_unavailable", "no"), counts: false } } as const;
const fails = async () => failed;
const answers = async (): Promise<AttemptOutcome> => refused;

let breakers: Breakers;
let changes: number[];
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  breakers = new Breakers();
  changes = [];
  breakers.onChange = (_, ms) => changes.push(ms);
});
afterEach(() => {
  vi.useRealTimers();
});

async function open(): Promise<void> {
  for (let i = 0; i < 5; i++) await breakers.run(KEY, fails);
}
const state = () => breakers.states().get("groq");

describe("a circuit breaker", () => {
  it("opens after five failures in a row, and allows a probe after 15 s", async () => {
    await open();
    expect([changes, breakers.healthy(KEY), breakers.waitSeconds(KEY)]).toEqual([[15_000], false, 15]);
    expect(await breakers.run(KEY, answers)).toBeNull();
    vi.advanceTimersByTime(15_000);
    expect(await breakers.run(KEY, answers)).toBe(refused);
    expect([changes, state()]).toEqual([[15_000, 0], { closed: 1, half_open: 0, open: 0 }]);
  });

  it("stays closed when a rejected request occurs between failures", async () => {
    for (const call of [fails, fails, fails, fails, answers, fails, fails, fails, fails]) await breakers.run(KEY, call);
    expect(breakers.healthy(KEY)).toBe(true);
  });

  it("reopens when the probe fails, and makes others wait for the probe", async () => {
    await open();
    vi.advanceTimersByTime(15_000);
    let end = (_: AttemptOutcome) => {};
    const probe = breakers.run(KEY, () => new Promise((resolve) => (end = resolve)));
    await vi.waitFor(() => expect(state()?.half_open).toBe(1));
    const other = vi.fn(answers);
    const waiting = breakers.run(KEY, other);
    end(failed);
    expect([await probe, await waiting, other.mock.calls.length]).toEqual([failed, null, 0]);
    expect(breakers.waitSeconds(KEY)).toBe(15);
  });

  it("calls an offer once when several callers arrive at the end of its pause", async () => {
    await open();
    vi.advanceTimersByTime(15_000);
    let end = (_: AttemptOutcome) => {};
    const call = vi.fn(() => new Promise<AttemptOutcome>((resolve) => (end = resolve)));
    const callers = [1, 2, 3].map(() => breakers.run(KEY, call));
    await vi.waitFor(() => expect(call).toHaveBeenCalled());
    end(failed);
    expect([await Promise.all(callers), call.mock.calls.length]).toEqual([[failed, null, null], 1]);
  });

  it("drops breakers of offers that work when there are too many, and keeps those that are open", async () => {
    await open();
    for (let owner = 0; owner < 20_000; owner++) await breakers.run(`xai lab/model own:${owner}`, answers);
    expect(breakers.states().get("xai")?.closed).toBeLessThan(10_000);
    expect(state()?.open).toBe(1);
  });

  it("waits as long as Retry-After says, at most ten minutes", async () => {
    const limited = { ...brokenFailure("provider_unavailable", "slow down"), retryAfterSeconds: 3_600 };
    await breakers.run(KEY, async () => ({ kind: "failed", failure: limited }));
    expect([breakers.waitSeconds(KEY), await breakers.run(KEY, answers)]).toEqual([600, null]);
    breakers.openFor(KEY, 0);
    expect(await breakers.run(KEY, answers)).toBe(refused);
  });
});
