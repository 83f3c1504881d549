import type { SyncReport } from "@/lib/contract/gateway";
import type { Offer } from "@/lib/contract/offer";
import { cleanText } from "@/lib/models/text";
import { unknownFacts } from "@/lib/models/unknown-facts";
import { type Clock, withDeadline } from "@/lib/net/deadline";
import { toNetError } from "@/lib/net/errors";
import { type Fetch, getJson } from "@/lib/net/json";
import { retry } from "@/lib/net/retry";
import type { ListContext, OfferFacts, Provider } from "../providers/provider";
import type { ProviderSettings } from "../providers/settings";

/** Deadline for a gateway's whole list, in ms; the slowest known list takes almost this long. */
const RUN_DEADLINE_MS = 70_000;

/** The result of one run. Rows read before a failure are kept. */
export interface ProviderRun {
  /** The facts of each offer as JSON, by its ID: objects would take three times the memory. */
  offers: Map<string, string>;
  /** Where they were fetched. */
  source: string;
  complete: boolean;
  /** "end", or the code of the error that ended it early. */
  reason: string;
  error: string | null;
  pages: number;
  duplicates: number;
  skipped: number;
}

interface RunOptions {
  fetch: Fetch;
  clock: Clock;
  signal?: AbortSignal | undefined;
  deadlineMs?: number;
  onPage?: (progress: { pages: number; rows: number; expected: number | null }) => void;
}

/**
 * Reads a gateway's list to its end. Never throws: the result includes failures. Rows are parsed one by one; rows
 * without a usable ID are counted and skipped, repeated IDs are duplicates.
 */
export async function runProvider(
  provider: Provider,
  settings: ProviderSettings,
  options: RunOptions,
): Promise<ProviderRun> {
  const { fetch, clock } = options;
  const run: ProviderRun = {
    offers: new Map(),
    source: settings.source,
    complete: false,
    reason: "end",
    error: null,
    pages: 0,
    duplicates: 0,
    skipped: 0,
  };
  const headers = { ...settings.basic.list, ...(settings.key ? provider.key.headers(settings.key) : {}) };
  const contextUnder = (signal: AbortSignal): ListContext => ({
    host(name) {
      const url = settings.hosts[name];
      if (!url) throw new Error(`${provider.slug} has no host named "${name}"`);
      return url;
    },
    get: (url) =>
      retry((inner) => getJson(fetch, url, { headers, signal: inner, from: provider.name }), signal, { clock }),
  });
  const now = new Date(clock.now());
  const read = async (signal: AbortSignal) => {
    const context = contextUnder(signal);
    for await (const page of provider.list(context)) {
      run.pages++;
      for (const row of page.rows) take(provider.read(row, now), provider.slug, run);
      options.onPage?.({ pages: run.pages, rows: run.offers.size, expected: page.total ?? null });
    }
    run.complete = true;
  };
  try {
    await withDeadline(options.deadlineMs ?? RUN_DEADLINE_MS, read, { signal: options.signal });
  } catch (thrown) {
    const error = toNetError(thrown);
    run.reason = error.code;
    run.error = error.code === "timeout" ? `${provider.name} did not finish within the deadline` : error.message;
  }
  return run;
}

/** PostgreSQL can't index much longer ones. */
const MAX_ID_LENGTH = 500;

/** Whether databases store an ID as it is, and find it again. */
const isStorable = (id: string) => id.length <= MAX_ID_LENGTH && cleanText(id) === id;

function take(facts: OfferFacts | null, gateway: string, run: ProviderRun): void {
  if (!facts || !isStorable(facts.id)) {
    run.skipped++;
    return;
  }
  if (run.offers.has(facts.id)) {
    run.duplicates++;
    return;
  }
  const offer: Omit<Offer, "source"> = { ...unknownFacts(facts.id, facts), ...facts, gateway };
  run.offers.set(facts.id, JSON.stringify(offer));
}

/** A failed run without rows. */
export function emptyRun(reason: string, error: string): ProviderRun {
  return { offers: new Map(), source: "", complete: false, reason, error, pages: 0, duplicates: 0, skipped: 0 };
}

/** The outcome of a run, without changes to the store. */
export function toSyncReport(gateway: string, run: ProviderRun): SyncReport {
  const { complete, reason, pages, skipped, error } = run;
  return { gateway, complete, reason, pages, added: 0, changed: 0, gone: 0, skipped, error };
}
