import { z } from "zod";

/** Sums over calls. `cost_usd` is the sum of known costs; `unpriced` is the number of calls without one. */
export const UsageSum = z.object({
  requests: z.number().int(),
  errors: z.number().int(),
  prompt_tokens: z.number().int(),
  completion_tokens: z.number().int(),
  cost_usd: z.number(),
  unpriced: z.number().int(),
});
export type UsageSum = z.infer<typeof UsageSum>;

/** One call, without its content. Times in ms. */
export const UsageCall = z.object({
  at: z.string(),
  request_id: z.string(),
  key_id: z.number().int(),
  model: z.string(),
  gateway: z.string(),
  own_key: z.boolean(),
  stream: z.boolean(),
  prompt_tokens: z.number().int().nullable(),
  completion_tokens: z.number().int().nullable(),
  estimated: z.boolean(),
  cost_usd: z.number().nullable(),
  first_token_ms: z.number().nullable(),
  duration_ms: z.number(),
  outcome: z.string(),
  error_type: z.string().nullable(),
});
export type UsageCall = z.infer<typeof UsageCall>;

/** The response of `GET /v1/usage`: its start, and whether it covers the account or only the calling key. */
export const Usage = z.object({
  object: z.literal("usage"),
  of: z.enum(["account", "key"]),
  since: z.string(),
  total: UsageSum,
  /** `name` is absent when the catalog no longer has the model. */
  models: z.array(UsageSum.extend({ model: z.string(), name: z.string().optional() })),
  days: z.array(UsageSum.extend({ day: z.string() })),
  recent: z.array(UsageCall),
});
export type Usage = z.infer<typeof Usage>;

/** A user's key of a gateway, without the key itself. */
export const GatewayKey = z.object({ gateway: z.string(), last_four: z.string(), created_at: z.string() });
export type GatewayKey = z.infer<typeof GatewayKey>;

/** The response of `GET /v1/gateway-keys`: the user's keys, and every gateway that accepts one. */
export const GatewayKeyList = z.object({
  object: z.literal("list"),
  data: z.array(GatewayKey),
  gateways: z.array(z.object({ slug: z.string(), name: z.string(), operator_key: z.boolean() })),
});
export type GatewayKeyList = z.infer<typeof GatewayKeyList>;

/** The body of `PUT /v1/gateway-keys/{gateway}`. A key is sent as a header: visible ASCII only. */
export const NewGatewayKey = z.object({
  key: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]{8,500}$/, "8 to 500 visible characters without spaces"),
});

/** Figures of an offer from actual calls within `window_minutes`; only when there is enough traffic. */
export const LiveFigures = z.object({
  window_minutes: z.number().int(),
  requests: z.number().int(),
  /** ms to the first token of streams. */
  first_token_ms: z.object({ p50: z.number(), p95: z.number() }).nullable(),
  tokens_per_second: z.object({ p50: z.number(), p95: z.number() }).nullable(),
  /** Failed calls as a fraction from 0 to 1; `uptime` is the rest. */
  error_rate: z.number(),
  uptime: z.number(),
});
export type LiveFigures = z.infer<typeof LiveFigures>;
