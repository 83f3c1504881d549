import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CallRecord } from "@/lib/server/chat/record";
import { UsageWriter } from "@/lib/server/chat/usage-writer";
import type { NewUsage } from "@/lib/server/db/usage";
import { createLog } from "@/lib/server/log";

const MAX_WAITING = 100_000;
const call = (n: number): CallRecord => ({
  at: 0,
  requestId: `r${n}`,
  accountId: 1,
  keyId: 7,
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

describe("usage while the store is away", () => {
  let away: boolean;
  let tries: number;
  let stored: NewUsage[];
  let reported: NewUsage[];
  let writer: UsageWriter;
  beforeEach(() => {
    vi.useFakeTimers();
    [away, tries, stored, reported] = [true, 0, [], []];
    writer = new UsageWriter(async (rows) => {
      tries++;
      if (away) throw new Error("connection refused");
      stored.push(...rows);
    }, createLog("silent"));
    writer.onWritten = (rows) => reported.push(...rows);
  });
  afterEach(() => vi.useRealTimers());
  const names = (rows: readonly NewUsage[]) => rows.map(({ request_id }) => request_id);

  it("waits a minute, tried every few seconds, and is then written in its order, each row once", async () => {
    for (let second = 0; second < 60; second++) {
      writer.add(call(second));
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(writer.waiting).toBe(60);
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(20);
    expect(reported).toEqual([]);
    away = false;
    await vi.advanceTimersByTimeAsync(5_000);
    expect(names(stored)).toEqual(Array.from({ length: 60 }, (_, n) => `r${n}`));
    expect(reported).toEqual(stored);
    expect([writer.waiting, writer.lost]).toEqual([0, 0]);
  });

  it("keeps the newest when more waits than it may hold, and counts those it gave up", async () => {
    for (let n = 0; n < MAX_WAITING + 3; n++) writer.add(call(n));
    expect([writer.waiting, writer.lost]).toEqual([MAX_WAITING, 3]);
    away = false;
    await writer.flush();
    expect(stored[0]?.request_id).toBe("r3");
    expect(stored).toHaveLength(MAX_WAITING);
  });

  it("is written without the one row that the store refuses, which is counted as lost", async () => {
    const refusing = new UsageWriter(async (rows) => {
      if (rows.some(({ request_id }) => request_id === "r1")) throw new Error("value out of range for type integer");
      stored.push(...rows);
    }, createLog("silent"));
    refusing.onWritten = () => {
      throw new Error("nobody can be told");
    };
    for (let n = 0; n < 3; n++) refusing.add(call(n));
    await refusing.flush();
    expect(names(stored)).toEqual(["r0", "r2"]);
    expect([refusing.waiting, refusing.lost]).toEqual([0, 1]);
  });
});
