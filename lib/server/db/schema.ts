import type { Generated } from "kysely";
import type { ChatEventTable, ChatMessageTable, ChatSessionTable, ChatShareTable, ResponseTable } from "./schema-chats";
import type { BudgetLeaseTable, KeyBudgetTable, KeyTable } from "./schema-keys";

/** Times are ISO 8601 in UTC; JSON is text. The same on every engine. */
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

/** What is known of a gateway's runs. No row: never synced. */
export interface GatewayTable {
  slug: string;
  /** 1 once a complete run has replaced the embedded rows. */
  replaced_embedded: number;
  duplicates: number;
  skipped: number;
  /** The last run that was merged; null when none was. */
  synced_at: string | null;
  last_attempt_at: string | null;
  error: string | null;
  /** JSON list of the ids that a suspicious complete run lost, until a second one agrees. */
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
  /** "" where it was listed before anybody looked. */
  first_seen_at: string;
  /** Complete runs in a row that did not list it. */
  missed: number;
  gone_at: string | null;
}

/** What changed, for history: presence, price, context, state. */
export interface OfferEventTable {
  id: Generated<number>;
  at: string;
  gateway: string;
  native_id: string;
  kind: "added" | "changed" | "gone" | "returned";
  /** JSON of the tracked facts; null where there are none. */
  before: string | null;
  after: string | null;
}

/** One row for every catalog that was served and differed from the one before. */
export interface SnapshotTable {
  id: Generated<number>;
  at: string;
  hash: string;
  models: number;
  offers: number;
  /** JSON of offers per gateway. */
  per_gateway: string;
}

/** Every id that a model was ever served under, so that it leads there for ever and to no other. */
export interface ModelIdTable {
  /** The id in lower case. */
  id_key: string;
  id: string;
  /** The model's identity key, and one offer of it, when the id was given. */
  model_key: string;
  gateway: string;
  native_id: string;
  given_at: string;
}

/** A report about a merge: that an offer is of another model. */
export interface MergeReportTable {
  id: Generated<number>;
  at: string;
  model: string;
  gateway: string;
  native_id: string;
  note: string;
  /** How the offer had found its model. */
  method: string;
  evidence: string;
}

/** The catalog as it was built last, for processes of the same program. */
export interface BuiltTable {
  program: string;
  /** In base64: see lib/server/catalog/snapshot-store.ts. */
  bytes: string;
}

/** The last good copy of a reference, as it came. */
export interface ReferenceTable {
  name: string;
  fetched_at: string;
  body: string;
}

/** How one run of one gateway went. */
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

/** What people leave here: beside the catalog, because a login must not wait for a sync. */
export interface StateDatabase {
  accounts: AccountTable;
  identities: IdentityTable;
  keys: KeyTable;
  chat_sessions: ChatSessionTable;
  chat_messages: ChatMessageTable;
  chat_events: ChatEventTable;
  chat_shares: ChatShareTable;
  usage: UsageTable;
  gateway_keys: GatewayKeyTable;
  sign_in_codes: SignInCodeTable;
  responses: ResponseTable;
  key_budgets: KeyBudgetTable;
  budget_leases: BudgetLeaseTable;
}

export interface AccountTable {
  id: Generated<number>;
  created_at: string;
  display_name: string | null;
  email: string | null;
  /** 1 when the identity provider vouched for the address; 0 for what a client said. */
  email_verified: number;
  auth_method: string;
}

/** Who may sign in to an account: the subject of a verified token. */
export interface IdentityTable {
  /** `privy` or `local`. */
  issuer: string;
  subject: string;
  account_id: number;
}

/** One call: what it used, what it cost and how it ended. Flags are 0 or 1, times in ms, cost in USD. */
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
  /** Null when a price is not known: never 0 for that. */
  cost_usd: number | null;
  first_token_ms: number | null;
  duration_ms: number;
  outcome: string;
  error_type: string | null;
  attempts: number;
  /** Made by us, one for each call; null in rows of an older version. */
  call_id: Generated<string | null>;
}

/** An account's own key of a gateway, encrypted: see lib/server/auth/sealed.ts. */
export interface GatewayKeyTable {
  account_id: number;
  gateway: string;
  sealed: string;
  last_four: string;
  created_at: string;
}

/** The code of a sign-in that has begun: its HMAC, never the code. */
export interface SignInCodeTable {
  issuer: string;
  hash: string;
  until: string;
  /** So many are left. */
  tries: number;
}
