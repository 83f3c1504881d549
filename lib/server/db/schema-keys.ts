import type { Generated } from "kysely";

/** An API key, stored only as its HMAC. */
export interface KeyTable {
  id: Generated<number>;
  account_id: number;
  /** The device that it was issued to at login; null for a key created by hand. */
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
  /** Spending in purged usage rows, which limits still count. */
  purged_usd: Generated<number>;
}

/** Spending in USD: in total, and in the periods that started at these times (ISO 8601). */
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

/** The amount that a process may spend of a key's budget until a time, in USD; expires when its process ends. */
export interface BudgetLeaseTable {
  key_id: number;
  holder: string;
  usd: number;
  until: string;
}
