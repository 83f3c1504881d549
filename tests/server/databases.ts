import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { openState, type State } from "@/lib/server/db/state";

const POSTGRES = "postgres://postgres@127.0.0.1:5432/test";

/** An empty database of an engine, and how to take it away. */
export interface TestDatabase {
  state: State;
  /** Opens the same database once more. */
  again(): Promise<State>;
  remove(): Promise<void>;
}

/** A fresh SQLite file. */
export async function sqliteDatabase(): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-state-"));
  const state = await openState({ dataDir });
  return {
    state,
    again: () => openState({ dataDir }),
    remove: async () => {
      await state.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A fresh schema in the PostgreSQL at the standard port. */
export async function postgresDatabase(): Promise<TestDatabase> {
  const schema = `gatewayz_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const admin = new pg.Client({ connectionString: POSTGRES });
  await admin.connect();
  await admin.query(`CREATE SCHEMA ${schema}`);
  const databaseUrl = `${POSTGRES}?options=-c%20search_path%3D${schema}`;
  const open = () => openState({ dataDir: "", databaseUrl });
  const state = await open();
  return {
    state,
    again: open,
    remove: async () => {
      await state.close();
      await admin.query(`DROP SCHEMA ${schema} CASCADE`);
      await admin.end();
    },
  };
}

/** The engines that can be tested here. Without PostgreSQL that half is left out with a sentence; in CI it is an error. */
export async function testEngines(): Promise<[name: string, open: () => Promise<TestDatabase>][]> {
  const probe = new pg.Client({ connectionString: POSTGRES, connectionTimeoutMillis: 2_000 });
  try {
    await probe.connect();
    await probe.end();
    return [
      ["SQLite", sqliteDatabase],
      ["PostgreSQL", postgresDatabase],
    ];
  } catch (error) {
    if (process.env.CI)
      throw new Error("expected a PostgreSQL at 127.0.0.1:5432 for the tests in CI", { cause: error });
    console.warn("skipped: no PostgreSQL answers at 127.0.0.1:5432, so that its half of the store tests is not run");
    return [["SQLite", sqliteDatabase]];
  }
}
