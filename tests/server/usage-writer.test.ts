import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type CallRecord, withSoundFigures } from "@/lib/server/chat/record";
import type { NewUsage } from "@/lib/server/db/usage";
import { createLog } from "@/lib/server/log";
import { UsageWriter } from "@/lib/server/usage/usage-writer";

const MAX_WAITING = 100_000;
const call = (n: number): CallRecord => ({
  at: 0,
  requestId: `r${n}`,
  accountId: 1,
  keyId: 7,
  answered: true,
  model: "m",
  gateway: "groq",
  nativeId: "m",
  ownKey: false,
  stream: false,
  promptTokens: 1,
  completionTokens: 1,
  cachedTokens: 0,
  estimated: false,
  costUsd: 0,
  firstTokenMs: 1,
  durationMs: 1,
  outcome: "ok",
  errorType: null,
  attempts: 1,
});

describe("usage while the store is unavailable", () => {
  let away: boolean;
  let tries: number;
  let stored: NewUsage[];
  let writer: UsageWriter;
  beforeEach(() => {
    vi.useFakeTimers();
    [away, tries, stored] = [true, 0, []];
    writer = new UsageWriter(async (rows) => {
      tries++;
      if (away) throw Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:5432"), { code: "ECONNREFUSED" });
      stored.push(...rows);
    }, createLog("silent"));
  });
  afterEach(() => vi.useRealTimers());
  const names = (rows: readonly NewUsage[]) => rows.map(({ request_id }) => request_id);

  it("waits a minute, is retried every few seconds, and is then written in order, each row once", async () => {
    for (let second = 0; second < 60; second++) {
      writer.add(call(second));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(writer.waiting).toBe(60);
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(20);
    away = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(names(stored)).toEqual(Array.from({ length: 60 }, (_, n) => `r${n}`));
    expect([writer.waiting, writer.lost]).toEqual([0, 0]);
  });

  it("keeps the newest rows when there are too many, and counts the dropped ones", async () => {
    for (let n = 0; n < MAX_WAITING + 3; n++) writer.add(call(n));
    expect([writer.waiting, writer.lost]).toEqual([MAX_WAITING, 3]);
    away = false;
    await writer.flush();
    expect(stored[0]?.request_id).toBe("r3");
    expect(stored).toHaveLength(MAX_WAITING);
  });

  it("is written without the one row that the store rejects, which is counted as lost", async () => {
    const refusing = new UsageWriter(async (rows) => {
      if (rows.some(({ request_id }) => request_id === "r1")) throw new Error("value out of range for type integer");
      stored.push(...rows);
    }, createLog("silent"));
    for (let n = 0; n < 3; n++) refusing.add(call(n));
    await refusing.flush();
    expect(names(stored)).toEqual(["r0", "r2"]);
    expect([refusing.waiting, refusing.lost]).toEqual([0, 1]);
  });
});

describe("a usage row that no database accepts", () => {
  const refused = Object.assign(new Error('invalid input syntax for type integer: "1.5"'), { code: "22P02" });

  it.each([
    ["is dropped and counted when its values cannot be stored", refused, 1, 0],
    ["waits when nobody knows why it failed", new Error("something else"), 0, 1],
  ])("%s, while all others are written", async (_, error, lost, waiting) => {
    const stored: string[] = [];
    const writer = new UsageWriter(async (rows) => {
      if (rows.some(({ request_id }) => request_id === "r37")) throw error;
      stored.push(...rows.map(({ request_id }) => request_id));
    }, createLog("silent"));
    for (let n = 0; n < 100; n++) writer.add(call(n));
    await writer.flush();
    expect(stored).toEqual(Array.from({ length: 100 }, (_, n) => `r${n}`).filter((id) => id !== "r37"));
    expect([writer.lost, writer.waiting]).toEqual([lost, waiting]);
  });

  it("has no number that one database accepts and another rejects", () => {
    const sound = (figures: Partial<CallRecord>) => withSoundFigures({ ...call(0), ...figures });
    for (const tokens of [2 ** 31, 1.5, 2 ** 63, -1, Number.NaN])
      expect(sound({ promptTokens: tokens, completionTokens: tokens, cachedTokens: tokens })).toMatchObject({
        promptTokens: null,
        completionTokens: null,
        cachedTokens: null,
      });
    for (const costUsd of [Number.NaN, Number.POSITIVE_INFINITY, -1]) expect(sound({ costUsd }).costUsd).toBeNull();
    expect(sound({ firstTokenMs: 12.7, durationMs: 2 ** 31 })).toMatchObject({
      firstTokenMs: 13,
      durationMs: 2 ** 31 - 1,
    });
  });
});
