import { describe, expect, it } from "vitest";
import { CancelSignal, cancelSignalFrom } from "@/lib/net/cancel-signal";

describe("CancelSignal", () => {
  it("notifies every remaining listener once", () => {
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

  it("calls late listeners immediately", () => {
    const cancelSignal = new CancelSignal();
    cancelSignal.cancel();
    let calls = 0;
    cancelSignal.onCancel(() => calls++)();
    expect(calls).toBe(1);
  });

  it("follows an AbortSignal, even one that is already aborted", () => {
    const abort = new AbortController();
    const cancelSignal = cancelSignalFrom(abort.signal);
    expect(cancelSignal.canceled).toBe(false);
    abort.abort();
    expect([cancelSignal.canceled, cancelSignalFrom(abort.signal).canceled]).toEqual([true, true]);
  });
});
