import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Kysely, Migrator, PostgresDialect, SqliteDialect } from "kysely";
import Sqlite from "libsql";
import pg from "pg";
import * as accounts from "./migrations/0002-accounts";
import * as usage from "./migrations/0003-usage";
import * as chats from "./migrations/0004-chats";
import type { StateDatabase } from "./schema";

const MIGRATIONS = { "0002-accounts": accounts, "0003-usage": usage, "0004-chats": chats };
/** How long a statement waits for another process or thread that writes, in ms. */
const BUSY_MS = 5_000;
const CONNECTIONS = 10;
/** How long a connection to PostgreSQL may take, in ms: while it is away, answers must not wait for it. */
const CONNECT_MS = 3_000;
/** And a statement this long, in ms: a connection that hangs must not hang who asks. */
const QUERY_MS = 10_000;

/** The opened store of what people leave here. */
export interface State {
  db: Kysely<StateDatabase>;
  close(): Promise<void>;
}

/**
 * Opens the store of accounts, keys and what hangs on them, and brings its schema up to date: PostgreSQL when a
 * `databaseUrl` is given, else `state.db` in the data directory, which the catalogue holds for this process (write-ahead
 * log, full sync: what was acknowledged survives a kill).
 */
export async function openState(options: { dataDir: string; databaseUrl?: string | undefined }): Promise<State> {
  const db = options.databaseUrl ? postgres(options.databaseUrl) : sqlite(options.dataDir);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => MIGRATIONS },
    migrationTableName: "state_migrations",
    migrationLockTableName: "state_migrations_lock",
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw error;
  }
  return { db, close: () => db.destroy() };
}

function sqlite(dataDir: string): Kysely<StateDatabase> {
  mkdirSync(dataDir, { recursive: true });
  const database = new Sqlite(join(dataDir, "state.db"), { timeout: BUSY_MS } as never);
  for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"])
    database.exec(`PRAGMA ${pragma}`);
  return new Kysely<StateDatabase>({ dialect: new SqliteDialect({ database: database as never }) });
}

function postgres(connectionString: string): Kysely<StateDatabase> {
  const pool = new pg.Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: QUERY_MS,
  });
  // A connection that breaks while nobody uses it is the pool's to replace; unheard, it would end the process.
  pool.on("error", () => {});
  return new Kysely<StateDatabase>({ dialect: new PostgresDialect({ pool }) });
}
