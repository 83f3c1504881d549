import type { Generated } from "kysely";

/** An API key. The key itself is nowhere: only its HMAC. */
export interface KeyTable {
  id: Generated<number>;
  account_id: number;
  /** The device that a login issued it to; null for a key that was made by hand. */
  device: string | null;
  name: string;
  hash: string;
  prefix: string;
  last_four: string;
  /** Names separated by spaces: account, chat, read, conversations. */
  scopes: string;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
  requests_per_minute: number | null;
  spend_limit_usd: number | null;
  spend_limit_day_usd: Generated<number | null>;
  spend_limit_week_usd: Generated<number | null>;
  spend_limit_month_usd: Generated<number | null>;
  /** JSON list of model IDs, and of gateways; null for all. */
  allowed_models: Generated<string | null>;
  allowed_gateways: Generated<string | null>;
  /** What was spent in usage rows that are purged: a limit counts them too. */
  purged_usd: Generated<number>;
}

/** What a key with a spend limit has spent, in USD: in all, and in the periods that began at these times (ISO 8601). */
export interface KeyBudgetTable {
  key_id: number;
  spent_usd: number;
  day_start: Generated<string>;
  day_usd: Generated<number>;
  week_start: Generated<string>;
  week_usd: Generated<number>;
  month_start: Generated<string>;
  month_usd: Generated<number>;
}

/** What a process may spend of a key's budget until a time, in USD: it ends with its process. */
export interface BudgetLeaseTable {
  key_id: number;
  holder: string;
  usd: number;
  until: string;
}
