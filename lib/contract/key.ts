import { z } from "zod";
import { listOf } from "./list-of";

/**
 * The permissions of a key. `conversations`: read, write, publish, and delete the account's conversations; new keys
 * have it only on request. `account` (keys, devices, deletion) is limited to logins.
 */
export const Scope = z.enum(["account", "chat", "read", "conversations"]);
export type Scope = z.infer<typeof Scope>;

/** A key as `GET /v1/keys` returns it, without the key itself. Times are ISO 8601. */
export const ApiKey = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Whether it was issued to a device at login. */
  device: z.boolean(),
  /** Whether it is the key of this request. */
  current: z.boolean(),
  prefix: z.string(),
  last_four: z.string(),
  scopes: z.array(Scope),
  created_at: z.string(),
  expires_at: z.string().nullable(),
  last_used_at: z.string().nullable(),
  requests_per_minute: z.number().int().nullable(),
  spend_limit_usd: z.number().nullable(),
  spend_limit_day_usd: z.number().nullable(),
  spend_limit_week_usd: z.number().nullable(),
  spend_limit_month_usd: z.number().nullable(),
  allowed_models: z.array(z.string()).nullable(),
  allowed_gateways: z.array(z.string()).nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

/** The valid keys of an account. */
export const ApiKeyList = z.object({ object: z.literal("list"), data: z.array(ApiKey) });
export type ApiKeyList = z.infer<typeof ApiKeyList>;

const Usd = z.number().positive().max(1_000_000).nullable();

/** Limits of a key. Periods are in UTC; a week starts on Monday. */
const KeyLimits = z.object({
  requests_per_minute: z.number().int().min(1).max(100_000).nullable(),
  spend_limit_usd: Usd,
  spend_limit_day_usd: Usd,
  spend_limit_week_usd: Usd,
  spend_limit_month_usd: Usd,
  /** Models it may call, by any ID, or all models of an author (openai/*); null for all. */
  allowed_models: listOf(z.string().trim().min(1).max(400), 200, 1).nullable(),
  allowed_gateways: listOf(z.string().trim().min(1).max(60), 60, 1).nullable(),
});

/** The body of `POST /v1/keys`. */
export const NewKeyRequest = z.strictObject({
  name: z.string().trim().min(1).max(80),
  scopes: listOf(Scope.exclude(["account"]), 10, 1).default(["chat", "read"]),
  /** Days until it expires; null for never. */
  expires_in_days: z.number().int().min(1).max(3_650).nullable().default(null),
  requests_per_minute: KeyLimits.shape.requests_per_minute.default(null),
  spend_limit_usd: Usd.default(null),
  spend_limit_day_usd: Usd.default(null),
  spend_limit_week_usd: Usd.default(null),
  spend_limit_month_usd: Usd.default(null),
  allowed_models: KeyLimits.shape.allowed_models.default(null),
  allowed_gateways: KeyLimits.shape.allowed_gateways.default(null),
});
export type NewKeyRequest = z.infer<typeof NewKeyRequest>;

/** The body of `PATCH /v1/keys/{id}`: only the fields to change. */
export const KeyChange = KeyLimits.partial().extend({ name: NewKeyRequest.shape.name.optional() }).strict();
export type KeyChange = z.infer<typeof KeyChange>;

/** The response of `POST /v1/keys`, the only time the key is shown. */
export const NewKeyAnswer = ApiKey.extend({ key: z.string() });
export type NewKeyAnswer = z.infer<typeof NewKeyAnswer>;

/** The account of the calling key. */
export const Account = z.object({
  id: z.number().int(),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  email_verified: z.boolean(),
  auth_method: z.string(),
  created_at: z.string(),
});
export type Account = z.infer<typeof Account>;
