import type { Kysely, Selectable } from "kysely";
import type { Database, OfferEventTable } from "./schema";

export type EventRow = Selectable<OfferEventTable>;

/** Which part of the history is asked for. */
export interface HistoryQuery {
  /** Only these offers; null for all. */
  offers: readonly { gateway: string; native_id: string }[] | null;
  /** Only these gateways; empty for all. */
  gateways: readonly string[];
  /** Only events with a smaller id. */
  before: number | null;
  limit: number;
}

/** Events, the newest first, and when the offers that were asked for were seen first. */
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
  const seen = db
    .selectFrom("offers")
    .select(["gateway", "native_id", "first_seen_at as at"])
    .where("first_seen_at", "!=", "")
    .where((eb) => eb.or(named.map(({ gateway, native_id }) => eb.and({ gateway, native_id }))));
  const found = events.where((eb) => eb.or(named.map(({ gateway, native_id }) => eb.and({ gateway, native_id }))));
  return { events: await found.execute(), firstSeen: await seen.execute() };
}
