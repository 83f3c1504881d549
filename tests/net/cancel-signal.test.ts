import { describe, expect, it } from "vitest";
import { CancelSignal, cancelSignalFrom } from "@/lib/net/cancel-signal";

describe("leaving", () => {
  it("is told once, to everybody who still listens", () => {
    const calls: string[] = [];
    const cancelSignal = new CancelSignal();
    cancelSignal.onCancel(() => calls.push("a"));
    const unsubscribe = cancelSignal.onCancel(() => calls.push("b"));
    cancelSignal.onCancel(() => calls.push("c"));
    unsubscribe();
    expect(cancelSignal.canceled).toBe(false);
    cancelSignal.cancel();
    cancelSignal.cancel();
    expect([cancelSignal.canceled, calls]).toEqual([true, ["a", "c"]]);
  });

  it("calls late listeners at once", () => {
    const cancelSignal = new CancelSignal();
    cancelSignal.cancel();
    let calls = 0;
    cancelSignal.onCancel(() => calls++)();
    expect(calls).toBe(1);
  });

  it("follows a signal, one that has aborted already included", () => {
    const abort = new AbortController();
    const cancelSignal = cancelSignalFrom(abort.signal);
    expect(cancelSignal.canceled).toBe(false);
    abort.abort();
    expect([cancelSignal.canceled, cancelSignalFrom(abort.signal).canceled]).toEqual([true, true]);
  });
});
