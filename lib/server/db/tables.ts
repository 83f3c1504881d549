import type { Database, StateDatabase } from "./schema";

/** What export and import have to know of a table. */
export interface TableFacts {
  name: keyof Database | keyof StateDatabase;
  /** Which database holds it, where the two are not one. */
  part: "catalog" | "state";
  /** Its primary key. */
  key: readonly string[];
  /** Whether the engine counts `id` up. */
  counted?: boolean;
  /** The row it hangs on: a column, and the table whose `id` it names. */
  under?: readonly [column: string, table: keyof StateDatabase];
  /** Columns that mean nothing in another place. */
  omit?: readonly string[];
}

/** A code lasts for minutes and is of one place; what was built is built again, a reference read, budgets summed up. */
export const NOT_MOVED: readonly TableFacts["name"][] = [
  "built_catalogue",
  "reference_copies",
  "sign_in_codes",
  "key_budgets",
  "budget_leases",
];

/** Every other table of the schema, those that others hang on first. */
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
  { name: "responses", part: "state", key: ["id"], under: ["account_id", "accounts"] },
  { name: "gateways", part: "catalog", key: ["slug"] },
  { name: "offers", part: "catalog", key: ["gateway", "native_id"] },
  { name: "offer_events", part: "catalog", key: ["id"], counted: true },
  { name: "snapshots", part: "catalog", key: ["id"], counted: true },
  { name: "model_ids", part: "catalog", key: ["id_key"] },
  { name: "merge_reports", part: "catalog", key: ["id"], counted: true },
  { name: "sync_runs", part: "catalog", key: ["id"], counted: true },
];
