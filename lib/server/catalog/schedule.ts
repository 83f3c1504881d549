import type { SyncReport } from "@/lib/contract/gateway";

const FIRST_RETRY_MS = 60_000;

interface ScheduleOptions {
  slugs: readonly string[];
  sync: (slug: string) => Promise<SyncReport>;
  /** Time between two runs of a gateway in ms; 0 for a single run. */
  intervalMs: number;
  /** Time until a gateway's first run in ms; null for none. */
  firstMs: (slug: string) => number | null;
}

/**
 * Runs each gateway on its own timer: after a success in `intervalMs`, after a failure in one minute, doubling each
 * time. Returns a function that stops it.
 */
export function startSchedule({ slugs, sync, intervalMs, firstMs }: ScheduleOptions): () => void {
  const timers = new Map<string, NodeJS.Timeout>();
  const failures = new Map<string, number>();
  let stopped = false;
  const run = async (slug: string) => {
    const { complete, reason } = await sync(slug);
    const failed = complete || reason === "no_key" ? 0 : (failures.get(slug) ?? 0) + 1;
    failures.set(slug, failed);
    if (intervalMs > 0 && !stopped) plan(slug, nextRunMs(failed, intervalMs));
  };
  const plan = (slug: string, ms: number) => {
    timers.set(slug, setTimeout(run, ms, slug).unref());
  };
  for (const slug of slugs) {
    const ms = firstMs(slug);
    if (ms === 0) void run(slug);
    else if (ms !== null) plan(slug, ms);
  }
  return () => {
    stopped = true;
    for (const timer of timers.values()) clearTimeout(timer);
  };
}

/** Delay until the next run in ms, given the number of failures in a row. */
function nextRunMs(failures: number, intervalMs: number): number {
  return failures === 0 ? intervalMs : Math.min(intervalMs, FIRST_RETRY_MS * 2 ** (failures - 1));
}
