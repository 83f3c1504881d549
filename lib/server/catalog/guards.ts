/** A complete run that loses more than this part of what was listed is held back. */
const MAX_LOSS = 0.2;
/** How much of a held loss the next complete run must lose again to be believed. */
const AGREEMENT = 0.9;
/** Complete runs in a row without an offer until it counts as gone. */
export const MISSES_UNTIL_GONE = 3;
/** How long a gone offer stays visible. */
export const GONE_VISIBLE_MS = 14 * 86_400_000;

/** What a run brought, as far as the guards look at it. */
export interface RunFacts {
  complete: boolean;
  /** Usable ids that came. */
  ids: ReadonlySet<string>;
}

/** What is to be done with a run: `replace` may remove, `merge` only adds and updates, `refuse` changes nothing. */
export type Verdict =
  | { action: "replace"; held: null }
  | { action: "merge"; reason: "partial" | "held_back"; held: string[] | null }
  | { action: "refuse"; reason: "empty" };

/**
 * Judges a run. A partial run never removes; an empty answer is a failure; a complete run that loses more than a
 * fifth of `listed` is held back until a second complete run loses the same.
 * @param listed ids that the last believed live run listed; embedded rows do not count
 * @param held ids that the held run before this one lost
 */
export function judge(run: RunFacts, listed: ReadonlySet<string>, held: readonly string[] | null): Verdict {
  if (run.ids.size === 0) return { action: "refuse", reason: "empty" };
  if (!run.complete) return { action: "merge", reason: "partial", held: held ? [...held] : null };
  const lost = [...listed].filter((id) => !run.ids.has(id));
  if (lost.length <= listed.size * MAX_LOSS) return { action: "replace", held: null };
  const again = held?.filter((id) => !run.ids.has(id)).length ?? 0;
  if (held && again >= held.length * AGREEMENT) return { action: "replace", held: null };
  return { action: "merge", reason: "held_back", held: lost };
}
