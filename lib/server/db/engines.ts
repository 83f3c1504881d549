import { type Dialect, Kysely, type Migration, Migrator, sql } from "kysely";
import Sqlite from "libsql";
import pg from "pg";
import { SettingError } from "../setting";
import { SafePostgresDialect, SafeSqliteDialect } from "./dialects";

/** How long a statement waits for another writer, in ms. */
const BUSY_MS = 5_000;
/** Connect timeout of PostgreSQL, in ms: while it is unavailable, responses must not wait for it. */
const CONNECT_MS = 3_000;
const MAX_STATEMENTS = 500;
const SCHEMA_CHANGE = /^\s*(?:create|alter|drop|pragma|vacuum|attach)\b/i;

/** PostgreSQL pool settings: the number of connections, and the statement timeout in ms. */
interface PostgresUse {
  connections: number;
  statementMs: number;
}

/** Tables that record the migrations of one part of the schema. */
export interface MigrationTables {
  migrations: string;
  lock: string;
}

/** SQLite in a file with a write-ahead log and full sync: acknowledged writes survive a kill. */
export function sqliteEngine<T>(file: string): Kysely<T> {
  const database = new Sqlite(file, { timeout: BUSY_MS } as never);
  try {
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"])
      database.exec(`PRAGMA ${pragma}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<T>({ dialect: new SafeSqliteDialect({ database: cacheStatements(database) as never }) });
}

/** Caches prepared statements: preparing one takes longer than running it. A schema change invalidates them all. */
function cacheStatements(database: Sqlite.Database) {
  const cached = new Map<string, Sqlite.Statement>();
  return {
    prepare: (text: string) => {
      if (SCHEMA_CHANGE.test(text)) cached.clear();
      const statement = cached.get(text);
      if (statement) return statement;
      const prepared = database.prepare(text);
      if (cached.size < MAX_STATEMENTS && !SCHEMA_CHANGE.test(text)) cached.set(text, prepared);
      return prepared;
    },
    close: () => database.close(),
  };
}

/** PostgreSQL with a connection pool. */
export function postgresEngine<T>(url: string, { connections, statementMs }: PostgresUse): Kysely<T> {
  return new Kysely<T>({ dialect: postgresDialect(url, { max: connections, query_timeout: statementMs }) });
}

/**
 * Migrates a part of the schema; the database's own lock lets one process do so at a time. Additions of newer versions
 * are left alone: this version still runs with them.
 */
export async function migrate<T>(
  db: Kysely<T>,
  migrations: Record<string, Migration>,
  tables: MigrationTables,
  schema?: string,
): Promise<void> {
  const newer = await appliedMigrations(db, tables.migrations);
  const ahead = newer.filter((name) => !migrations[name]).map((name) => [name, { up: async () => {} }]);
  const { error } = await new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...Object.fromEntries(ahead), ...migrations }) },
    migrationTableName: tables.migrations,
    migrationLockTableName: tables.lock,
    // Without it, the same tables in another schema of the database would be mistaken for ours.
    ...(schema ? { migrationTableSchema: schema } : {}),
    // The parts of the schema are migrated independently.
    allowUnorderedMigrations: true,
  }).migrateToLatest();
  if (error) throw error;
}

/** Migrates PostgreSQL over separate connections, which may wait as long as another process's migration takes. */
export async function migratePostgres(
  url: string,
  migrations: Record<string, Migration>,
  tables: MigrationTables,
): Promise<void> {
  const db = new Kysely<unknown>({ dialect: postgresDialect(url, { max: 2 }) });
  try {
    const query = sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
    const { rows } = await query.catch((error: Error & { code?: string }) => {
      throw new SettingError(
        `DATABASE_URL: expected a PostgreSQL that accepts the connection, got ${error.message || error.code}`,
      );
    });
    await migrate(db, migrations, tables, rows[0]?.schema ?? undefined);
  } finally {
    await db.destroy();
  }
}

function postgresDialect(connectionString: string, more: pg.PoolConfig): Dialect {
  const pool = new pg.Pool({ connectionString, connectionTimeoutMillis: CONNECT_MS, keepAlive: true, ...more });
  // The pool replaces an idle connection that breaks; without a listener, the error would end the process.
  pool.on("error", () => {});
  // The error of a running statement rejects that statement.
  pool.on("connect", (client) => client.on("error", () => {}));
  return new SafePostgresDialect({ pool });
}

/** The names of a database's applied migrations; empty before the first. */
export async function appliedMigrations<T>(db: Kysely<T>, table: string): Promise<string[]> {
  const query = sql<{ name: string }>`select name from ${sql.table(table)}`.execute(db);
  const rows = await query.then(
    (answer) => answer.rows,
    () => [],
  );
  return rows.map(({ name }) => name);
}
