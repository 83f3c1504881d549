/** Time as a parameter, so that tests can replace it. All values in ms. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or rejects with the signal's reason when it aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const timer = setTimeout(done, ms);
      signal?.addEventListener("abort", done, { once: true });
      function done() {
        clearTimeout(timer);
        signal?.removeEventListener("abort", done);
        if (signal?.aborted) reject(signal.reason);
        else resolve();
      }
    }),
};

const followers = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * A controller that aborts with `outer` until released. Replaces `AbortSignal.any`, whose sources Node may
 * garbage-collect while they are awaited, so that the abort never fires (nodejs/node#54614). All followers of a signal
 * share one listener.
 */
export function follow(outer?: AbortSignal): { controller: AbortController; release(): void } {
  const controller = new AbortController();
  if (!outer) return { controller, release: () => undefined };
  const abort = () => controller.abort(outer.reason);
  if (outer.aborted) abort();
  const all = followers.get(outer) ?? new Set();
  if (!followers.has(outer)) {
    followers.set(outer, all);
    const abortAll = () => {
      for (const release of all) release();
    };
    outer.addEventListener("abort", abortAll, { once: true });
  }
  all.add(abort);
  return { controller, release: () => void all.delete(abort) };
}

/** The promise, or a rejection with the signal's reason, even if the work ignores the signal. */
export function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    const settled = () => signal.removeEventListener("abort", abort);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(settled);
  });
}

/** Runs `run` with a signal that aborts with a TimeoutError after `ms`, or with `signal`. */
export async function withDeadline<T>(
  ms: number,
  run: (signal: AbortSignal) => Promise<T>,
  { signal: outer, clock = systemClock }: { signal?: AbortSignal | undefined; clock?: Clock } = {},
): Promise<T> {
  const { controller, release } = follow(outer);
  const done = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => controller.abort(new DOMException(`the deadline of ${ms} ms passed`, "TimeoutError")),
    () => undefined,
  );
  try {
    return await run(controller.signal);
  } finally {
    done.abort();
    release();
  }
}
