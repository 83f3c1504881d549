import { setImmediate } from "node:timers";
import type { Clock } from "@/lib/net/deadline";

/** A clock whose delays take no time: when nothing else is left to do, it jumps to the next one that ends. */
export interface VirtualClock extends Clock {
  /** The completed delays, in ms. */
  readonly slept: readonly number[];
}

export function virtualClock(start = 0): VirtualClock {
  const timers = new Set<{ at: number; wake: () => void }>();
  const slept: number[] = [];
  let now = start;
  let waiting = false;

  function jumpWhenIdle() {
    if (waiting || timers.size === 0) return;
    waiting = true;
    afterTurns(3, () => {
      waiting = false;
      const [next] = [...timers].sort((a, b) => a.at - b.at);
      if (!next) return;
      timers.delete(next);
      now = Math.max(now, next.at);
      next.wake();
      jumpWhenIdle();
    });
  }

  return {
    slept,
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const timer = { at: now + ms, wake };
        timers.add(timer);
        signal?.addEventListener("abort", stop, { once: true });
        jumpWhenIdle();
        function wake() {
          signal?.removeEventListener("abort", stop);
          slept.push(ms);
          resolve();
        }
        function stop() {
          timers.delete(timer);
          reject(signal?.reason);
        }
      }),
  };
}

function afterTurns(turns: number, then: () => void) {
  setImmediate(() => (turns > 1 ? afterTurns(turns - 1, then) : then()));
}
