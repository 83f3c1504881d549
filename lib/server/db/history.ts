import type { Kysely, Selectable } from "kysely";
import type { Database, OfferEventTable } from "./schema";

export type EventRow = Selectable<OfferEventTable>;

/** A query of the history. */
export interface HistoryQuery {
  /** Only these offers; null for all. */
  offers: readonly { gateway: string; native_id: string }[] | null;
  /** Only these gateways; empty for all. */
  gateways: readonly string[];
  /** Only events with a smaller ID. */
  before: number | null;
  limit: number;
}

/** Events, newest first, and when the requested offers were first seen. */
export interface HistoryResult {
  events: EventRow[];
  firstSeen: { gateway: string; native_id: string; at: string }[];
}

/** Reads the stored history of offers. */
export async function readHistory(db: Kysely<Database>, ask: HistoryQuery): Promise<HistoryResult> {
  const { offers, gateways, before, limit } = ask;
  if (offers?.length === 0) return { events: [], firstSeen: [] };
  let events = db.selectFrom("offer_events").selectAll().orderBy("id", "desc").limit(limit);
  if (before !== null) events = events.where("id", "<", before);
  if (gateways.length > 0) events = events.where("gateway", "in", gateways);
  if (!offers) return { events: await events.execute(), firstSeen: [] };
  const named = offers.slice(0, 200);
  const firstSeenOffers = db
    .selectFrom("offers")
    .select(["gateway", "native_id", "first_seen_at as at"])
    .where((eb) => eb.or(named.map(({ gateway, native_id }) => eb.and({ gateway, native_id }))));
  const selected = events.where((eb) => eb.or(named.map(({ gateway, native_id }) => eb.and({ gateway, native_id }))));
  const firstRuns = db
    .selectFrom("sync_runs")
    .select(({ fn }) => ["gateway", fn.min("at").as("at")])
    .where("gateway", "in", [...new Set(named.map(({ gateway }) => gateway))])
    .groupBy("gateway");
  const began = new Map((await firstRuns.execute()).map(({ gateway, at }) => [gateway, at]));
  const firstSeen = (await firstSeenOffers.execute()).flatMap((offer) => {
    const at = offer.at || began.get(offer.gateway);
    return at ? [{ ...offer, at }] : [];
  });
  return { events: await selected.execute(), firstSeen };
}
