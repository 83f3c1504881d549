import type { Generated } from "kysely";
import type {
  ChatEventTable,
  ChatMessageTable,
  ChatSessionTable,
  ChatSharePartTable,
  ChatShareTable,
  PresetTable,
  ResponseTable,
} from "./schema-chats";
import type { BudgetLeaseTable, KeyBudgetTable, KeyTable } from "./schema-keys";

/** Times are ISO 8601 in UTC; JSON is text. The same in both databases. */
export interface Database {
  gateways: GatewayTable;
  offers: OfferTable;
  offer_events: OfferEventTable;
  snapshots: SnapshotTable;
  model_ids: ModelIdTable;
  merge_reports: MergeReportTable;
  sync_runs: SyncRunTable;
  built_catalogue: BuiltTable;
  reference_copies: ReferenceTable;
}

/** The state of a gateway's runs. No row: never synced. */
export interface GatewayTable {
  slug: string;
  /** 1 once a complete run has replaced the built-in rows. */
  replaced_embedded: number;
  duplicates: number;
  skipped: number;
  /** The last merged run; null for none. */
  synced_at: string | null;
  last_attempt_at: string | null;
  error: string | null;
  /** JSON list of the IDs that a suspicious complete run lost, until a second run confirms it. */
  held: string | null;
}

/** The last known facts of each live offer. */
export interface OfferTable {
  gateway: string;
  native_id: string;
  /** JSON of the offer without its source. */
  facts: string;
  source: string;
  fetched_at: string;
  /** "" when it was in the gateway's first list. */
  first_seen_at: string;
  /** Complete runs in a row that did not list it. */
  missed: number;
  gone_at: string | null;
}

/** Changes for the history: presence, price, context, state. */
export interface OfferEventTable {
  id: Generated<number>;
  at: string;
  gateway: string;
  native_id: string;
  kind: "added" | "changed" | "gone" | "returned";
  /** JSON of the tracked facts; null when there are none. */
  before: string | null;
  after: string | null;
}

/** One row per served catalog that differed from the one before. */
interface SnapshotTable {
  id: Generated<number>;
  at: string;
  hash: string;
  models: number;
  offers: number;
  /** JSON of offers per gateway. */
  per_gateway: string;
}

/** Every ID that a model was ever served under, so that it always resolves to that model and no other. */
export interface ModelIdTable {
  /** The ID in lower case. */
  id_key: string;
  id: string;
  /** The model's identity key, and one of its offers, when the ID was assigned. */
  model_key: string;
  gateway: string;
  native_id: string;
  given_at: string;
}

/** A report that an offer belongs to another model. */
export interface MergeReportTable {
  id: Generated<number>;
  at: string;
  model: string;
  gateway: string;
  native_id: string;
  note: string;
  /** How the offer was matched to its model. */
  method: string;
  evidence: string;
}

/** The last built catalog, for processes of the same version. */
interface BuiltTable {
  program: string;
  /** Base64: see lib/server/catalog/snapshot-store.ts. */
  bytes: string;
}

/** The last good copy of a reference, unmodified. */
interface ReferenceTable {
  name: string;
  fetched_at: string;
  body: string;
}

/** The result of one run of one gateway. */
export interface SyncRunTable {
  id: Generated<number>;
  gateway: string;
  at: string;
  ms: number;
  /** 1 when it read the list to its end. */
  complete: number;
  reason: string;
  pages: number;
  offers: number;
  added: number;
  changed: number;
  gone: number;
  skipped: number;
  error: string | null;
}

/** User data. Separate from the catalog, because a login must not wait for a sync. */
export interface StateDatabase {
  accounts: AccountTable;
  identities: IdentityTable;
  keys: KeyTable;
  chat_sessions: ChatSessionTable;
  chat_messages: ChatMessageTable;
  chat_events: ChatEventTable;
  chat_shares: ChatShareTable;
  chat_share_parts: ChatSharePartTable;
  usage: UsageTable;
  gateway_keys: GatewayKeyTable;
  sign_in_codes: SignInCodeTable;
  presets: PresetTable;
  responses: ResponseTable;
  key_budgets: KeyBudgetTable;
  budget_leases: BudgetLeaseTable;
}

export interface AccountTable {
  id: Generated<number>;
  created_at: string;
  display_name: string | null;
  email: string | null;
  /** 1 when the identity provider verified the address; 0 when a client sent it. */
  email_verified: number;
  auth_method: string;
}

/** A sign-in identity of an account: the subject of a verified token. */
interface IdentityTable {
  /** `privy` or `local`. */
  issuer: string;
  subject: string;
  account_id: number;
}

/** One call: its usage, cost, and outcome. Flags are 0 or 1, times in ms, cost in USD. */
export interface UsageTable {
  id: Generated<number>;
  at: string;
  account_id: number;
  key_id: number;
  request_id: string;
  model: string;
  gateway: string;
  native_id: string;
  own_key: number;
  stream: number;
  prompt_tokens: number | null;
  completion_tokens: number | null;
  cached_tokens: number | null;
  estimated: number;
  /** Null, never 0, when a price is unknown. */
  cost_usd: number | null;
  first_token_ms: number | null;
  duration_ms: number;
  outcome: string;
  error_type: string | null;
  attempts: number;
  /** Our own ID of the call; null in rows of older versions. */
  call_id: Generated<string | null>;
  /** The ID of its answer; null in rows of an older version, and if nothing answered. */
  answer_id: Generated<string | null>;
}

/** A user's gateway key, encrypted: see lib/server/auth/sealed.ts. */
export interface GatewayKeyTable {
  account_id: number;
  gateway: string;
  sealed: string;
  last_four: string;
  created_at: string;
}

/** The code of a started sign-in, stored as its HMAC. */
interface SignInCodeTable {
  issuer: string;
  hash: string;
  until: string;
  /** Attempts left. */
  tries: number;
}
