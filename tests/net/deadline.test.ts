import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { abortable, follow, systemClock, withDeadline } from "@/lib/net/deadline";
import { virtualClock } from "../fakes/clock";

const never = new Promise<never>(() => undefined);
const nameOf = (run: Promise<unknown>) => run.then(String, (reason: Error) => reason.name);

describe("follow", () => {
  it("aborts when the outer signal does, with its reason, until released", () => {
    const outer = new AbortController();
    const followed = follow(outer.signal);
    const released = follow(outer.signal);
    released.release();
    outer.abort(new Error("left"));
    expect((followed.controller.signal.reason as Error).message).toBe("left");
    expect(released.controller.signal.aborted).toBe(false);
    expect(follow(outer.signal).controller.signal.aborted).toBe(true);
  });
});

describe("withDeadline", () => {
  it("returns what the run returns, and leaves no timer", async () => {
    const clock = virtualClock();
    expect(await withDeadline(1_000, async () => "done", { clock })).toBe("done");
    await clock.sleep(5_000);
    expect(clock.slept).toEqual([5_000]);
  });

  it("aborts the run's signal with a TimeoutError after the time", async () => {
    const clock = virtualClock();
    expect(await nameOf(withDeadline(1_000, (signal) => abortable(never, signal), { clock }))).toBe("TimeoutError");
    expect(clock.now()).toBe(1_000);
  });

  it("aborts the run's signal with the outer one", async () => {
    const outer = new AbortController();
    const run = withDeadline(1_000, (signal) => abortable(never, signal), { signal: outer.signal });
    outer.abort();
    expect(await nameOf(run)).toBe("AbortError");
  });
});

describe("a deadline under garbage collection", () => {
  it("still fires when only its own timer references it", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const outer = new AbortController();
    const run = withDeadline(
      50,
      (signal) => {
        const inner = follow(signal).controller.signal;
        return new Promise((resolve) => inner.addEventListener("abort", () => resolve("cut")));
      },
      { signal: outer.signal },
    );
    const collecting = setInterval(collect, 5);
    expect(await run).toBe("cut");
    clearInterval(collecting);
  });
});

describe("abortable", () => {
  it("follows its promise until an abort, and then removes its listener", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
    await Promise.resolve();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("rejects immediately for a signal that is already aborted", async () => {
    expect(await nameOf(abortable(never, AbortSignal.abort()))).toBe("AbortError");
  });
});

describe("systemClock", () => {
  it("sleeps, and wakes at an abort with the reason", async () => {
    await systemClock.sleep(1);
    const controller = new AbortController();
    const sleep = systemClock.sleep(60_000, controller.signal);
    controller.abort(new Error("awake"));
    await expect(sleep).rejects.toThrow("awake");
    await expect(systemClock.sleep(60_000, controller.signal)).rejects.toThrow("awake");
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
  });
});
