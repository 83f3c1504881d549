import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Kysely } from "kysely";
import Sqlite from "libsql";
import { migratePostgres, postgresEngine, sqliteEngine } from "./engines";
import * as catalog from "./migrations/0001-catalog";
import * as identity from "./migrations/0005-identity";
import * as runs from "./migrations/0007-runs";
import * as built from "./migrations/0009-built";
import * as reference from "./migrations/0011-reference";
import { privateDirectory } from "./private-directory";
import type { Database } from "./schema";
import { openSqlite } from "./sqlite-file";

const MIGRATIONS = {
  "0001-catalog": catalog,
  "0005-identity": identity,
  "0007-runs": runs,
  "0009-built": built,
  "0011-reference": reference,
};
const TABLES = { migrations: "kysely_migration", lock: "kysely_migration_lock" };
const FILE = "gatewayz.db";
/** A build reads all offers at once and runs nothing else meanwhile. */
const POSTGRES = { connections: 3, statementMs: 60_000 };

/** The location of a database: PostgreSQL when `databaseUrl` is given, otherwise a directory. */
export interface Place {
  dataDir: string;
  databaseUrl?: string | undefined;
}

/** The opened catalog database; `close` releases an embedded one's directory. */
interface OpenDatabase {
  db: Kysely<Database>;
  close(): Promise<void>;
}

/** Another process has locked the data directory. */
export class DirectoryInUseError extends Error {}

/** Opens a further connection to the catalog database, which this process has already opened. */
export function connectDatabase({ dataDir, databaseUrl }: Place): Kysely<Database> {
  return databaseUrl ? postgresEngine<Database>(databaseUrl, POSTGRES) : sqliteEngine<Database>(join(dataDir, FILE));
}

/**
 * Opens the catalog database and migrates its schema. For an embedded one, locks the directory (and creates it if
 * needed) for this process. Throws DirectoryInUseError.
 */
export async function openDatabase({ dataDir, databaseUrl }: Place): Promise<OpenDatabase> {
  if (databaseUrl) {
    await migratePostgres(databaseUrl, MIGRATIONS, TABLES);
    const db = postgresEngine<Database>(databaseUrl, POSTGRES);
    return { db, close: () => db.destroy() };
  }
  privateDirectory(dataDir);
  const release = takeDirectory(dataDir);
  try {
    const db = await openSqlite<Database>(join(dataDir, FILE), MIGRATIONS, TABLES);
    return {
      db,
      close: async () => {
        await db.destroy();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

/** The lock is a transaction, so it ends with its holder in any case; the PID is only for the message. */
function takeDirectory(dataDir: string): () => void {
  const file = join(dataDir, "lock.db");
  const owner = join(dataDir, "owner");
  let lock: Sqlite.Database | undefined;
  try {
    lock = new Sqlite(file, { timeout: 0 } as never);
    lock.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    lock?.close();
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "SQLITE_BUSY") {
      throw new DirectoryInUseError(
        `the data directory ${dataDir} is in use by another Gatewayz process (pid ${readOwner(owner)}): ` +
          "end that one, or set DATA_DIR to another directory",
      );
    }
    throw new Error(
      `${file} is damaged or cannot be opened (${message}): it holds no data; ` +
        "make sure that no Gatewayz process uses this directory, then delete it",
      { cause: error },
    );
  }
  try {
    writeFileSync(owner, String(process.pid));
  } catch {
    // On a full disk, the file stays empty, and a second process can't name the PID in its message.
  }
  const heldLock = lock;
  return () => heldLock.close();
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, "utf8").trim() || "unknown";
  } catch {
    return "unknown";
  }
}
