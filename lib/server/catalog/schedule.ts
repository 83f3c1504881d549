import type { SyncReport } from "@/lib/contract/gateway";

const FIRST_RETRY_MS = 60_000;

export interface ScheduleOptions {
  slugs: readonly string[];
  sync: (slug: string) => Promise<SyncReport>;
  /** Between two runs of a gateway; 0 never runs again. */
  intervalMs: number;
  /** In how many ms a gateway runs first; null: not by itself. */
  firstMs: (slug: string) => number | null;
}

/**
 * Runs every gateway on its own timer: after a good run in `intervalMs`, after a bad one sooner, first in a minute
 * and then twice as long each time. Returns what stops it.
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

/** How long after a run the next one comes, in ms, given how many have failed in a row. */
export function nextRunMs(failures: number, intervalMs: number): number {
  return failures === 0 ? intervalMs : Math.min(intervalMs, FIRST_RETRY_MS * 2 ** (failures - 1));
}
