import { z } from "zod";
import { LiveFigures } from "./usage";

/**
 * How a gateway's data stands. `live`: the last run of this process was complete. `partial`: it ended early, what
 * came is merged. `stale`: stored data whose last run failed, or that no run of this process has confirmed.
 * `embedded`: only the shipped catalog. `no_key`: the same, because a key is missing. `new`: no data, because it was
 * never asked. `error`: no data, although it was.
 */
export const GatewayState = z.enum(["live", "partial", "stale", "embedded", "no_key", "new", "error"]);
export type GatewayState = z.infer<typeof GatewayState>;

/** A sync that is under way. */
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
  /** Older names that keep working wherever a gateway is named. */
  aliases: z.array(z.string()),
  /** OKLCH hue of its 6 px mark, in degrees. */
  hue: z.number(),
  /** The environment variable that holds its key; null when its list is public. */
  key_env: z.string().nullable(),
  /** Whether chats go through it without a key of the caller's own; left out where the backend does not say. */
  operator_key: z.boolean().optional(),
  /** Rows with a usable id, as sent. */
  total: z.number().int(),
  /** Distinct native ids, compared as exact strings: its offers. */
  unique: z.number().int(),
  duplicates: z.number().int(),
  /** Rows without a usable id: left out and counted. */
  skipped: z.number().int(),
  /** Merged models with an offer here. */
  models: z.number().int(),
  state: GatewayState,
  /** Time of the data: the last run that was merged, or the date of the embedded catalog. */
  synced_at: z.string().nullable(),
  last_attempt_at: z.string().nullable(),
  error: z.string().nullable(),
  progress: Progress.nullable(),
  /** Figures of all its offers together, where there is enough traffic. */
  live: LiveFigures.optional(),
});
export type Gateway = z.infer<typeof Gateway>;

/** All gateways. */
export const GatewayList = z.object({ object: z.literal("list"), data: z.array(Gateway) });
export type GatewayList = z.infer<typeof GatewayList>;

/** The gateway with this slug or alias, in any case; undefined when there is none. */
export function findGateway<G extends Pick<Gateway, "slug" | "aliases">>(
  gateways: readonly G[],
  name: string,
): G | undefined {
  const wanted = name.trim().toLowerCase();
  return gateways.find((g) => g.slug === wanted || g.aliases.includes(wanted));
}

/** How one run of one gateway ended. */
export const SyncReport = z.object({
  gateway: z.string(),
  complete: z.boolean(),
  /** Why it ended: "end", or what stopped or held it back, as a short code: see EndReason. */
  reason: z.string(),
  pages: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  skipped: z.number().int(),
  error: z.string().nullable(),
});
export type SyncReport = z.infer<typeof SyncReport>;

/** What a run brought, a report for each gateway that was asked. */
export const SyncResult = z.object({ object: z.literal("sync"), data: z.array(SyncReport) });
export type SyncResult = z.infer<typeof SyncResult>;
