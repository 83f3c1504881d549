import { z } from "zod";
import { LiveFigures } from "./usage";

/**
 * State of a gateway's data. `live`: the last run of this process was complete. `partial`: it ended early; the rows it
 * read are merged. `stale`: stored data whose last run failed, or that this process has not confirmed yet. `embedded`:
 * only the built-in catalog. `no_key`: only the built-in catalog, because a key is missing. `new`: no data, never
 * synced. `error`: no data, the sync failed.
 */
export const GatewayState = z.enum(["live", "partial", "stale", "embedded", "no_key", "new", "error"]);
export type GatewayState = z.infer<typeof GatewayState>;

/** A sync in progress. */
export const Progress = z.object({
  started_at: z.string(),
  pages: z.number().int(),
  rows: z.number().int(),
  expected: z.number().int().nullable(),
});
export type Progress = z.infer<typeof Progress>;

/** A row of `GET /v1/gateways`. */
export const Gateway = z.object({
  slug: z.string(),
  name: z.string(),
  /** Older names that are still accepted. */
  aliases: z.array(z.string()),
  /** OKLCH hue of its mark, in degrees. */
  hue: z.number(),
  /** The environment variable of its key; null when its list is public. */
  key_env: z.string().nullable(),
  /** Whether chats work without the caller's own key; absent when the backend does not state it. */
  operator_key: z.boolean().optional(),
  /** Rows with a usable ID, as sent. */
  total: z.number().int(),
  /** Distinct native IDs, compared as exact strings: its offers. */
  unique: z.number().int(),
  duplicates: z.number().int(),
  /** Rows without a usable ID: omitted and counted. */
  skipped: z.number().int(),
  /** Merged models with an offer here. */
  models: z.number().int(),
  /** Merged models with a usable offer here, as in lists of models; absent when the backend does not state it. */
  usable_models: z.number().int().optional(),
  state: GatewayState,
  /** Date of the data: the last merged run, or the built-in catalog. */
  synced_at: z.string().nullable(),
  last_attempt_at: z.string().nullable(),
  error: z.string().nullable(),
  progress: Progress.nullable(),
  /** Figures of all its offers combined, when there is enough traffic. */
  live: LiveFigures.optional(),
});
export type Gateway = z.infer<typeof Gateway>;

export const GatewayList = z.object({ object: z.literal("list"), data: z.array(Gateway) });
export type GatewayList = z.infer<typeof GatewayList>;

/** The gateway with this slug or alias, case-insensitive; undefined when there is none. */
export function findGateway<G extends Pick<Gateway, "slug" | "aliases">>(
  gateways: readonly G[],
  name: string,
): G | undefined {
  const lowerName = name.trim().toLowerCase();
  return gateways.find((g) => g.slug === lowerName || g.aliases.includes(lowerName));
}

/** The outcome of one run of one gateway. */
export const SyncReport = z.object({
  gateway: z.string(),
  complete: z.boolean(),
  /** Why it ended: "end", or a short code for what stopped it or held its rows back; see EndReason. */
  reason: z.string(),
  pages: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  skipped: z.number().int(),
  error: z.string().nullable(),
});
export type SyncReport = z.infer<typeof SyncReport>;

/** The outcome of a sync: one report per gateway. */
export const SyncResult = z.object({ object: z.literal("sync"), data: z.array(SyncReport) });
export type SyncResult = z.infer<typeof SyncResult>;
