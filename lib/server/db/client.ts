import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Kysely, Migrator, SqliteDialect } from "kysely";
import Sqlite from "libsql";
import * as catalog from "./migrations/0001-catalog";
import * as identity from "./migrations/0005-identity";
import type { Database } from "./schema";

const MIGRATIONS = { "0001-catalog": catalog, "0005-identity": identity };

/** An opened embedded database; `close` gives the directory back. */
export interface OpenDatabase {
  db: Kysely<Database>;
  close(): Promise<void>;
}

/** Another process owns the data directory. */
export class DirectoryInUseError extends Error {}

/**
 * Opens the embedded database in `dataDir` (made when missing), takes the directory for this process and brings the
 * schema up to date. Write-ahead log, full sync: what was acknowledged survives a kill. Throws DirectoryInUseError.
 */
export async function openDatabase(dataDir: string): Promise<OpenDatabase> {
  mkdirSync(dataDir, { recursive: true });
  const release = takeDirectory(dataDir);
  try {
    const sqlite = new Sqlite(join(dataDir, "gatewayz.db"));
    for (const pragma of ["journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"])
      sqlite.exec(`PRAGMA ${pragma}`);
    const db = new Kysely<Database>({ dialect: new SqliteDialect({ database: sqlite as never }) });
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => MIGRATIONS },
      // Parts of the schema grow side by side.
      allowUnorderedMigrations: true,
    }).migrateToLatest();
    if (error) throw error;
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

/** The lock is a transaction, so that it ends with its holder, however that ends; the pid is for the message only. */
function takeDirectory(dataDir: string): () => void {
  const lock = new Sqlite(join(dataDir, "lock.db"), { timeout: 0 } as never);
  const owner = join(dataDir, "owner");
  try {
    lock.exec("BEGIN EXCLUSIVE");
  } catch {
    lock.close();
    throw new DirectoryInUseError(
      `the data directory ${dataDir} is in use by another Gatewayz process (pid ${readOwner(owner)}): ` +
        "end that one, or set DATA_DIR to another directory",
    );
  }
  writeFileSync(owner, String(process.pid));
  return () => lock.close();
}

function readOwner(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "unknown";
  }
}
