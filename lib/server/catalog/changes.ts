import type { Offer } from "@/lib/contract/offer";
import type { GatewayRow, OfferRow, RunChanges } from "../db/catalog";
import { GONE_VISIBLE_MS, judge, MISSES_UNTIL_GONE, type Verdict } from "./guards";
import type { ProviderRun } from "./run";

/** The row of a gateway that was never synced. */
export function neverSynced(slug: string): GatewayRow {
  return {
    slug,
    replaced_embedded: 0,
    duplicates: 0,
    skipped: 0,
    synced_at: null,
    last_attempt_at: null,
    error: null,
    held: null,
  };
}

/** The verdict on a run and its changes to the store. `changes` is null when nothing may change. */
interface RunOutcome {
  verdict: Verdict;
  changes: RunChanges | null;
  added: number;
  changed: number;
  gone: number;
}

/** The stored offers of a gateway, and the date since which the built-in catalog has an offer; "" for unknown. */
interface KnownOffers {
  gateway: GatewayRow;
  stored: ReadonlyMap<string, OfferRow>;
  seenBefore?: (id: string) => string;
}

/** Computes the changes of a run; pure, `at` is the time of the run. Offers in a gateway's first list are not new. */
export function computeChanges(
  run: ProviderRun,
  { gateway, stored, seenBefore = () => "" }: KnownOffers,
  at: Date,
): RunOutcome {
  const iso = at.toISOString();
  const current = [...stored.values()].filter((row) => row.gone_at === null && row.missed === 0);
  const held = gateway.held ? (JSON.parse(gateway.held) as string[]) : null;
  const compared = new Set(gateway.replaced_embedded ? current.map((row) => row.native_id) : []);
  const verdict = judge({ complete: run.complete, ids: new Set(run.offers.keys()) }, compared, held);
  if (verdict.action === "refuse") return { verdict, changes: null, added: 0, changed: 0, gone: 0 };

  const changes: RunChanges = { gateway, at: iso, written: [], confirmed: [], missed: [], removed: [], events: [] };
  let added = 0;
  let changed = 0;
  for (const [id, facts] of run.offers) {
    const row = stored.get(id);
    if (row && row.facts === facts && row.source === run.source) changes.confirmed.push(id);
    else {
      const first_seen_at = gateway.replaced_embedded ? iso : seenBefore(id);
      const fetched = { source: run.source, fetched_at: iso, first_seen_at, missed: 0, gone_at: null };
      changes.written.push({ gateway: gateway.slug, native_id: id, facts, ...fetched });
    }
    if (!row) added++;
    else if (row.facts !== facts) changed++;
    if (gateway.replaced_embedded) addEvent(changes, id, row, facts);
  }
  const gone = verdict.action === "replace" ? countMisses(changes, run, stored, at) : 0;
  const replaces = verdict.action === "replace";
  changes.gateway = {
    ...gateway,
    replaced_embedded: replaces ? 1 : gateway.replaced_embedded,
    duplicates: run.duplicates,
    skipped: run.skipped,
    synced_at: iso,
    last_attempt_at: iso,
    error: run.error,
    held: verdict.held ? JSON.stringify(verdict.held) : null,
  };
  return { verdict, changes, added, changed, gone };
}

/** Counts the misses of a complete run; marks offers missed three times as gone, and removes those gone for long. */
function countMisses(changes: RunChanges, run: ProviderRun, stored: ReadonlyMap<string, OfferRow>, at: Date): number {
  let gone = 0;
  for (const row of stored.values()) {
    if (run.offers.has(row.native_id)) continue;
    if (row.gone_at !== null) {
      if (at.getTime() - Date.parse(row.gone_at) > GONE_VISIBLE_MS) changes.removed.push(row.native_id);
      continue;
    }
    const missed = row.missed + 1;
    const isGone = missed >= MISSES_UNTIL_GONE;
    changes.missed.push({ native_id: row.native_id, missed, gone_at: isGone ? changes.at : null });
    if (!isGone) continue;
    gone++;
    const event = { at: changes.at, gateway: row.gateway, native_id: row.native_id, after: null };
    changes.events.push({ ...event, kind: "gone", before: tracked(row.facts) });
  }
  return gone;
}

function addEvent(changes: RunChanges, id: string, row: OfferRow | undefined, facts: string): void {
  const event = { at: changes.at, gateway: changes.gateway.slug, native_id: id, after: tracked(facts) };
  if (!row) changes.events.push({ ...event, kind: "added", before: null });
  else if (row.gone_at !== null) changes.events.push({ ...event, kind: "returned", before: tracked(row.facts) });
  else if (row.facts !== facts && tracked(row.facts) !== event.after) {
    changes.events.push({ ...event, kind: "changed", before: tracked(row.facts) });
  }
}

/** The facts whose history is recorded. */
function tracked(facts: string): string {
  const { pricing, price_state, context_length, max_output_length, state } = JSON.parse(facts) as Offer;
  return JSON.stringify({ pricing, price_state, context_length, max_output_length, state });
}
