/** How long the disk counts as full after a failed write, in ms; pending writes are retried sooner. */
const FULL_MS = 30_000;

let lastFull = Number.NEGATIVE_INFINITY;

/** Records a write that failed on a full disk. Returns whether this is new and should be logged. */
export function noteFullDisk(now = performance.now()): boolean {
  const news = !hasFullDisk(now);
  lastFull = now;
  return news;
}

/** Whether a write failed on a full disk recently. */
export function hasFullDisk(now = performance.now()): boolean {
  return Math.abs(now - lastFull) <= FULL_MS;
}
