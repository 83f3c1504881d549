import type { Database, StateDatabase } from "./schema";

/** The facts of a table that export and import need. */
export interface TableFacts {
  name: keyof Database | keyof StateDatabase;
  /** Which database has it, when there are two. */
  part: "catalog" | "state";
  /** Its primary key. */
  key: readonly string[];
  /** Whether the database generates `id`. */
  counted?: boolean;
  /** Its parent row: a column, and the table whose `id` it refers to. */
  under?: readonly [column: string, table: keyof StateDatabase];
  /** Columns that are meaningless in another installation. */
  omit?: readonly string[];
}

/** Codes expire in minutes; builds, references, and budgets are recreated. */
export const NOT_MOVED: readonly TableFacts["name"][] = [
  "built_catalogue",
  "reference_copies",
  "sign_in_codes",
  "key_budgets",
  "budget_leases",
];

/** All other tables of the schema, parents first. */
export const TABLES: readonly TableFacts[] = [
  { name: "accounts", part: "state", key: ["id"], counted: true },
  { name: "identities", part: "state", key: ["issuer", "subject"], under: ["account_id", "accounts"] },
  { name: "keys", part: "state", key: ["id"], counted: true },
  { name: "gateway_keys", part: "state", key: ["account_id", "gateway"], under: ["account_id", "accounts"] },
  { name: "usage", part: "state", key: ["id"], counted: true },
  { name: "chat_sessions", part: "state", key: ["id"], counted: true },
  { name: "chat_messages", part: "state", key: ["id"], counted: true, omit: ["writer"] },
  { name: "chat_events", part: "state", key: ["message_id", "seq"], under: ["message_id", "chat_messages"] },
  { name: "chat_shares", part: "state", key: ["token"], under: ["session_id", "chat_sessions"] },
  { name: "chat_share_parts", part: "state", key: ["token", "seq"], under: ["session_id", "chat_sessions"] },
  { name: "presets", part: "state", key: ["id"], counted: true, under: ["account_id", "accounts"] },
  { name: "responses", part: "state", key: ["id"], under: ["account_id", "accounts"] },
  { name: "gateways", part: "catalog", key: ["slug"] },
  { name: "offers", part: "catalog", key: ["gateway", "native_id"] },
  { name: "offer_events", part: "catalog", key: ["id"], counted: true },
  { name: "snapshots", part: "catalog", key: ["id"], counted: true },
  { name: "model_ids", part: "catalog", key: ["id_key"] },
  { name: "merge_reports", part: "catalog", key: ["id"], counted: true },
  { name: "sync_runs", part: "catalog", key: ["id"], counted: true },
];
