import { join } from "node:path";
import type { Kysely } from "kysely";
import type { Place } from "./client";
import { migratePostgres, postgresEngine } from "./engines";
import * as accounts from "./migrations/0002-accounts";
import * as usage from "./migrations/0003-usage";
import * as chats from "./migrations/0004-chats";
import * as once from "./migrations/0006-once";
import * as codes from "./migrations/0008-codes";
import * as budgets from "./migrations/0010-budgets";
import * as conversations from "./migrations/0010-conversations";
import * as spendLimits from "./migrations/0012-spend-limits";
import * as responses from "./migrations/0020-responses";
import * as keyLimits from "./migrations/0021-key-limits";
import * as answerIds from "./migrations/0022-answer-ids";
import * as conversationMarks from "./migrations/0030-conversation-marks";
import * as presets from "./migrations/0031-presets";
import * as shareParts from "./migrations/0032-share-parts";
import * as responseBytes from "./migrations/0040-response-bytes";
import { privateDirectory } from "./private-directory";
import type { StateDatabase } from "./schema";
import { openSqlite } from "./sqlite-file";

const MIGRATIONS = {
  "0002-accounts": accounts,
  "0003-usage": usage,
  "0004-chats": chats,
  "0006-once": once,
  "0008-codes": codes,
  "0010-budgets": budgets,
  "0010-conversations": conversations,
  "0012-spend-limits": spendLimits,
  "0020-responses": responses,
  "0021-key-limits": keyLimits,
  "0022-answer-ids": answerIds,
  "0030-conversation-marks": conversationMarks,
  "0031-presets": presets,
  "0032-share-parts": shareParts,
  "0040-response-bytes": responseBytes,
};
const TABLES = { migrations: "state_migrations", lock: "state_migrations_lock" };
const POSTGRES = { connections: 10, statementMs: 10_000 };

/** The opened store of user data. */
export interface State {
  db: Kysely<StateDatabase>;
  close(): Promise<void>;
}

/**
 * Opens the store of accounts, keys, and their data, and migrates its schema. An embedded one is `state.db` in the data
 * directory, which the catalog has locked for this process.
 */
export async function openState({ dataDir, databaseUrl }: Place): Promise<State> {
  if (databaseUrl) {
    await migratePostgres(databaseUrl, MIGRATIONS, TABLES);
    const db = postgresEngine<StateDatabase>(databaseUrl, POSTGRES);
    return { db, close: () => db.destroy() };
  }
  privateDirectory(dataDir);
  const db = await openSqlite<StateDatabase>(join(dataDir, "state.db"), MIGRATIONS, TABLES);
  return { db, close: () => db.destroy() };
}
