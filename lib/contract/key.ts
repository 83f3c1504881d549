import { z } from "zod";
import { listOf } from "./list-of";

/**
 * What a key may do. `conversations`: read, write, publish and delete the account's conversations; a new key has it only
 * when it is asked for. `account` (keys, devices, deletion) comes with a login alone.
 */
export const Scope = z.enum(["account", "chat", "read", "conversations"]);
export type Scope = z.infer<typeof Scope>;

/** A key as `GET /v1/keys` shows it: never the key itself. Times are ISO 8601. */
export const ApiKey = z.object({
  id: z.number().int(),
  name: z.string(),
  /** Whether a login issued it to a device. */
  device: z.boolean(),
  /** Whether it is the one that asks. */
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

/** What limits a key; periods are those of UTC, a week begins on Monday. */
const KeyLimits = z.object({
  requests_per_minute: z.number().int().min(1).max(100_000).nullable(),
  spend_limit_usd: Usd,
  spend_limit_day_usd: Usd,
  spend_limit_week_usd: Usd,
  spend_limit_month_usd: Usd,
  /** Models that it may call, by any ID, or all of an author: openai/*; null for all. */
  allowed_models: listOf(z.string().trim().min(1).max(400), 200, 1).nullable(),
  /** Gateways that may answer it; null for all. */
  allowed_gateways: listOf(z.string().trim().min(1).max(60), 60, 1).nullable(),
});

/** What `POST /v1/keys` takes. */
export const NewKeyRequest = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: listOf(Scope.exclude(["account"]), 10, 1).default(["chat", "read"]),
  /** Days until it ends; null for never. */
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

/** What `PATCH /v1/keys/{id}` takes: only what is to change. */
export const KeyChange = KeyLimits.partial().extend({ name: NewKeyRequest.shape.name.optional() });
export type KeyChange = z.infer<typeof KeyChange>;

/** The answer of `POST /v1/keys`: the one time that the key is shown. */
export const NewKeyAnswer = ApiKey.extend({ key: z.string() });
export type NewKeyAnswer = z.infer<typeof NewKeyAnswer>;

/** The account of the key that asks. */
export const Account = z.object({
  id: z.number().int(),
  display_name: z.string().nullable(),
  email: z.string().nullable(),
  email_verified: z.boolean(),
  auth_method: z.string(),
  created_at: z.string(),
});
export type Account = z.infer<typeof Account>;
