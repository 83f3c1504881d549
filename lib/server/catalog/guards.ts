import { DAY_MS } from "@/lib/contract/time-units";

/** A complete run that loses more than this fraction of the listed offers is held back. */
const MAX_LOSS = 0.2;
/** The fraction of a held loss that the next complete run must confirm. */
const AGREEMENT = 0.9;
/** Complete runs in a row without an offer until it counts as gone. */
export const MISSES_UNTIL_GONE = 3;
/** How long a gone offer stays visible, in ms. */
export const GONE_VISIBLE_MS = 14 * DAY_MS;

interface RunFacts {
  complete: boolean;
  /** Usable IDs that it listed. */
  ids: ReadonlySet<string>;
}

/** What to do with a run: `replace` may remove, `merge` only adds and updates, `refuse` changes nothing. */
export type Verdict =
  | { action: "replace"; held: null }
  | { action: "merge"; reason: "partial" | "held_back"; held: string[] | null }
  | { action: "refuse"; reason: "empty" };

/**
 * Judges a run. A partial run never removes; an empty list is a failure; a complete run that loses more than a fifth of
 * `listed` is held back until a second one confirms the loss.
 * @param listed IDs listed by the last accepted live run, without built-in rows
 * @param missingBefore IDs lost by the previous run if it was held back
 */
export function judge(run: RunFacts, listed: ReadonlySet<string>, missingBefore: readonly string[] | null): Verdict {
  if (run.ids.size === 0) return { action: "refuse", reason: "empty" };
  if (!run.complete) return { action: "merge", reason: "partial", held: missingBefore ? [...missingBefore] : null };
  const lost = [...listed].filter((id) => !run.ids.has(id));
  if (lost.length <= listed.size * MAX_LOSS) return { action: "replace", held: null };
  const confirmed = missingBefore?.filter((id) => !run.ids.has(id)).length ?? 0;
  if (missingBefore && confirmed >= missingBefore.length * AGREEMENT) return { action: "replace", held: null };
  return { action: "merge", reason: "held_back", held: lost };
}
