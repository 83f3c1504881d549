import { setImmediate, setTimeout as sleep } from "node:timers/promises";

/** The pause between two pieces of large work, in which other work can run, in ms. */
const PAUSE_MS = 2;

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs a piece of large work from a queue: one piece at a time in the whole process, with a pause in between for other
 * requests. Large requests only wait for each other.
 */
export function runQueued<T>(work: () => T): Promise<T> {
  // Two timers that are both due run without input between them; an immediate does not.
  const pause = () => sleep(PAUSE_MS).then(() => setImmediate());
  const done = last.then(pause).then(work);
  last = done.catch(() => {});
  return done;
}

const large = new WeakSet<object>();

/** Marks a request as large: its processing is queued. */
export function markLarge(request: object): void {
  large.add(request);
}

/** Copies the large mark of a request to its copy. */
export function copyLargeMark(copy: object, request: object): void {
  if (large.has(request)) large.add(copy);
}

/** Runs work on a request: immediately, or from the queue if the request is large. */
export function runQueuedIfLarge<T>(request: object, work: () => T): T | Promise<T> {
  return large.has(request) ? runQueued(work) : work();
}
