import { setImmediate, setTimeout as sleep } from "node:timers/promises";

/** Between two pieces of large work everything else that waits gets its turn, in ms. */
const PAUSE_MS = 2;

let last: Promise<unknown> = Promise.resolve();

/**
 * Does a piece of large work when its turn comes: one piece at a time in the whole process, others' requests between.
 * One client's large requests wait for each other, and nobody else's.
 */
export function inTurn<T>(work: () => T): Promise<T> {
  // Two timers that are both due run without input between them; an immediate does not.
  const pause = () => sleep(PAUSE_MS).then(() => setImmediate());
  const done = last.then(pause).then(work);
  last = done.catch(() => {});
  return done;
}

const large = new WeakSet<object>();

/** Marks a request whose whole is worked on in turns. */
export function markLarge(request: object): void {
  large.add(request);
}

/** Marks a copy of a request as large where the request is. */
export function markLike(copy: object, request: object): void {
  if (large.has(request)) large.add(copy);
}

/** Does a piece of work on a request: at once, or in its turn where the request is large. */
export function inTurnOf<T>(request: object, work: () => T): T | Promise<T> {
  return large.has(request) ? inTurn(work) : work();
}
