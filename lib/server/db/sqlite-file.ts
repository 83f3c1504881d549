import { existsSync, statSync, writeFileSync } from "node:fs";
import type { Kysely, Migration } from "kysely";
import { appliedMigrations, type MigrationTables, migrate, sqliteEngine } from "./engines";

const DAMAGED: readonly unknown[] = ["SQLITE_NOTADB", "SQLITE_CORRUPT"];

/**
 * Opens a database in the data directory and migrates its schema. Throws an error that names the file when it is
 * corrupt, or when it is empty although it had data before; then nothing is written.
 */
export async function openSqlite<T>(
  file: string,
  migrations: Record<string, Migration>,
  tables: MigrationTables,
): Promise<Kysely<T>> {
  const created = `${file}-created`;
  const heldData = existsSync(created);
  // SQLite would delete the write-ahead log of an empty file, and with it recoverable data.
  if (heldData && !hasBytes(file)) throw emptied(file, created);
  let db: Kysely<T> | undefined;
  try {
    db = sqliteEngine<T>(file);
    if (heldData && (await appliedMigrations(db, tables.migrations)).length === 0) throw emptied(file, created);
    await migrate(db, migrations, tables);
  } catch (error) {
    await db?.destroy();
    if (error instanceof EmptiedError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    const what = DAMAGED.includes(code) ? "is damaged: restore it from a backup" : "cannot be opened";
    throw new Error(`${file} ${what} (${message})`, { cause: error });
  }
  if (!heldData) note(created);
  return db;
}

class EmptiedError extends Error {}

function emptied(file: string, created: string): EmptiedError {
  return new EmptiedError(
    `${file} is empty or missing, but it held data before: restore it from a backup, ` +
      `or delete ${created} to begin with an empty one`,
  );
}

function hasBytes(file: string): boolean {
  return existsSync(file) && statSync(file).size > 0;
}

function note(created: string): void {
  try {
    writeFileSync(created, "");
  } catch {
    // Without space for it, the next start records it.
  }
}
