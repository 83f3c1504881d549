/** So long after a write that found no room the disk still counts as full, in ms: what waits is written again sooner. */
const FULL_MS = 30_000;

let lastFull = Number.NEGATIVE_INFINITY;

/** Notes that a write found no room. Returns whether this is news, to be logged. */
export function noteFullDisk(now = performance.now()): boolean {
  const news = !hasFullDisk(now);
  lastFull = now;
  return news;
}

/** Whether a write has found no room lately. */
export function hasFullDisk(now = performance.now()): boolean {
  return Math.abs(now - lastFull) <= FULL_MS;
}
