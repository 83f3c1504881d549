import { getEventListeners } from "node:events";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { abortable, follow, systemClock, withDeadline } from "@/lib/net/deadline";
import { virtualClock } from "../fakes/clock";

const never = new Promise<never>(() => undefined);
const nameOf = (run: Promise<unknown>) => run.then(String, (reason: Error) => reason.name);

describe("follow", () => {
  it("aborts as soon as the outer signal does, with its reason, until released", () => {
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
  it("gives what the run gives, and leaves no timer behind", async () => {
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
  it("still comes when nothing but its own timer holds it", async () => {
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
  it("follows its promise while the signal is quiet, and stops listening", async () => {
    const { signal } = new AbortController();
    expect(await abortable(Promise.resolve(1), signal)).toBe(1);
    await expect(abortable(Promise.reject(new Error("no")), signal)).rejects.toThrow("no");
    await Promise.resolve();
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("rejects at once under a signal that has aborted already", async () => {
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
