import { z } from "zod";
import { Gateway, SyncReport } from "./gateway";

/** The state of the process that responds. Bytes, seconds, and ms, as the names state. */
export const ProcessFacts = z.object({
  pid: z.number().int(),
  node: z.string(),
  started_at: z.string(),
  memory_bytes: z.number(),
  /** Event loop lag since the last request: the median and the maximum. */
  loop_lag_ms: z.object({ p50: z.number(), max: z.number() }),
  database: z.enum(["embedded", "postgres"]),
  /** Whether limits are shared by all processes through Redis; null when each process counts by itself. */
  redis: z.enum(["ready", "away"]).nullable(),
  chats_running: z.number().int(),
  answers_running: z.number().int(),
  usage_rows_waiting: z.number().int(),
  usage_rows_lost: z.number().int(),
  limiter_fallbacks: z.number().int(),
  traces: z.boolean(),
});
export type ProcessFacts = z.infer<typeof ProcessFacts>;

/** Number of a gateway's offers per breaker state, in this process. */
const BreakerCounts = z.object({ closed: z.number(), half_open: z.number(), open: z.number() });

/** The response of `GET /v1/admin/overview`. */
export const AdminOverview = z.object({
  object: z.literal("overview"),
  process: ProcessFacts,
  catalogue: z.object({ models: z.number().int(), offers: z.number().int(), synced_at: z.string() }),
  gateways: z.array(Gateway.extend({ breakers: BreakerCounts.nullable() })),
});
export type AdminOverview = z.infer<typeof AdminOverview>;

/** One stored sync run of one gateway. */
export const SyncRun = SyncReport.extend({
  id: z.number().int(),
  at: z.string(),
  ms: z.number().int(),
  offers: z.number().int(),
});
export type SyncRun = z.infer<typeof SyncRun>;

/** The response of `GET /v1/admin/syncs`, newest first. */
export const SyncRunList = z.object({ object: z.literal("list"), data: z.array(SyncRun) });

/** What a key has spent; never includes the key. */
export const KeySpend = z.object({
  key_id: z.number().int(),
  name: z.string(),
  last_four: z.string(),
  account_id: z.number().int(),
  account: z.string().nullable(),
  revoked: z.boolean(),
  requests: z.number().int(),
  errors: z.number().int(),
  cost_usd: z.number(),
  /** Calls whose price is unknown. */
  unpriced: z.number().int(),
  last_at: z.string(),
});
export type KeySpend = z.infer<typeof KeySpend>;

/** The response of `GET /v1/admin/keys`, sorted by spend, descending. */
export const KeySpendList = z.object({ object: z.literal("list"), since: z.string(), data: z.array(KeySpend) });

/** A stored report of a wrong merge. */
export const SavedReport = z.object({
  id: z.number().int(),
  at: z.string(),
  model: z.string(),
  gateway: z.string(),
  native_id: z.string(),
  note: z.string(),
  method: z.string(),
  evidence: z.string(),
});
export type SavedReport = z.infer<typeof SavedReport>;

/** The response of `GET /v1/reports`, newest first. */
export const SavedReportList = z.object({ object: z.literal("list"), data: z.array(SavedReport) });
