import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Kysely } from "kysely";
import { openDatabase, type Place } from "../db/client";
import { postgresEngine, sqliteEngine } from "../db/engines";
import { openState } from "../db/state";
import type { TableFacts } from "../db/tables";
import { MoveError } from "./format";

/** Both parts of the stored data; the same database twice when PostgreSQL has both. */
export interface Opened {
  /** Its location, without a password. */
  name: string;
  of(part: TableFacts["part"]): Kysely<unknown>;
  close(): Promise<void>;
}

/** Reading a page of a large table may take PostgreSQL a while, in ms. */
const STATEMENT_MS = 600_000;

/** A database's name for messages, never with its password. */
function placeName({ dataDir, databaseUrl }: Place): string {
  if (!databaseUrl) return resolve(dataDir);
  const { host, pathname, search } = new URL(databaseUrl);
  return `postgres://${host}${pathname}${search}`;
}

/** Opens a database for reading, migrating nothing. Throws a MoveError when nothing is there. */
export function openToRead(place: Place): Opened {
  const name = placeName(place);
  if (place.databaseUrl) {
    // A single connection, so that everything is read in one transaction.
    const db = postgresEngine<unknown>(place.databaseUrl, { connections: 1, statementMs: STATEMENT_MS });
    return { name, of: () => db, close: () => db.destroy() };
  }
  const open = (file: string) => {
    const path = join(place.dataDir, file);
    if (!existsSync(path))
      throw new MoveError(`${name} holds no ${file}: set DATA_DIR or DATABASE_URL to what is to be moved`);
    return sqliteEngine<unknown>(path);
  };
  const parts = { catalog: open("gatewayz.db"), state: open("state.db") };
  return {
    name,
    of: (part) => parts[part],
    close: async () => void (await Promise.all([parts.catalog.destroy(), parts.state.destroy()])),
  };
}

/** Opens a database for writing: locks an embedded one's directory and migrates its schema. */
export async function openToWrite(place: Place): Promise<Opened> {
  const name = placeName(place);
  const catalog = await openDatabase(place);
  const state = await openState(place).catch(async (error: Error) => {
    await catalog.close();
    throw error;
  });
  if (place.databaseUrl) {
    await Promise.all([catalog.close(), state.close()]);
    const db = postgresEngine<unknown>(place.databaseUrl, { connections: 1, statementMs: STATEMENT_MS });
    return { name, of: () => db, close: () => db.destroy() };
  }
  return {
    name,
    of: (part) => (part === "catalog" ? catalog.db : state.db) as Kysely<unknown>,
    close: async () => {
      await state.close();
      await catalog.close();
    },
  };
}
