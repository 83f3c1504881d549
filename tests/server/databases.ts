import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Place } from "@/lib/server/db/client";
import { openState, type State } from "@/lib/server/db/state";

export const REDIS = "redis://127.0.0.1:6379";
const SERVER = "postgres://postgres@127.0.0.1:5432";
const POSTGRES = `${SERVER}/test`;
/**
 * Each worker has a database of its own: a migration reads all schemas of its database, and fails when another worker
 * drops one meanwhile.
 */
const DATABASE = `gatewayz_test_${process.env.VITEST_POOL_ID ?? 0}`;
const DUPLICATE: ReadonlySet<unknown> = new Set(["42P04", "23505"]);

/** An empty database, and how to remove it. */
export interface TestDatabase {
  state: State;
  /** Opens the same database again. */
  again(): Promise<State>;
  remove(): Promise<void>;
}

/** A fresh SQLite file. */
async function sqliteDatabase(): Promise<TestDatabase> {
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

/** Settings for one database, and how to remove it. */
export interface TestPlace {
  variables: Record<string, string>;
  /** The same database for opening it directly. */
  place: Place;
  remove(): Promise<void>;
}

const SECRETS = { KEY_PEPPER: "a pepper for tests that is long enough", ENCRYPTION_KEY: "ab".repeat(32) };

/** A fresh schema of PostgreSQL, as settings. */
export async function postgresPlace(): Promise<TestPlace> {
  const { databaseUrl, remove } = await freshSchema();
  return {
    variables: { DATABASE_URL: databaseUrl, ...SECRETS },
    place: { dataDir: "", databaseUrl },
    remove,
  };
}

/** A fresh data directory, as settings. */
export async function directoryPlace(): Promise<TestPlace> {
  const dataDir = mkdtempSync(join(tmpdir(), "gatewayz-place-"));
  return {
    variables: { DATA_DIR: dataDir },
    place: { dataDir },
    remove: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function run(connectionString: string, statement: string): Promise<void> {
  const admin = new pg.Client({ connectionString });
  await admin.connect();
  try {
    await admin.query(statement);
  } finally {
    await admin.end();
  }
}

let created: Promise<void> | undefined;

async function createDatabase(): Promise<void> {
  await run(POSTGRES, `CREATE DATABASE ${DATABASE}`).catch((error: { code?: string }) => {
    if (!DUPLICATE.has(error.code)) throw error;
  });
}

async function freshSchema(): Promise<{ databaseUrl: string; remove(): Promise<void> }> {
  created ??= createDatabase();
  await created;
  const database = `${SERVER}/${DATABASE}`;
  const schema = `gatewayz_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  await run(database, `CREATE SCHEMA ${schema}`);
  return {
    databaseUrl: `${database}?options=-c%20search_path%3D${schema}`,
    remove: () => run(database, `DROP SCHEMA ${schema} CASCADE`),
  };
}

/** A fresh schema in the PostgreSQL at the standard port. */
async function postgresDatabase(): Promise<TestDatabase> {
  const { databaseUrl, remove } = await freshSchema();
  const open = () => openState({ dataDir: "", databaseUrl });
  const state = await open();
  return {
    state,
    again: open,
    remove: async () => {
      await state.close();
      await remove();
    },
  };
}

/** The databases that can be tested here. */
export async function testEngines(): Promise<[name: string, open: () => Promise<TestDatabase>][]> {
  const sqlite: [string, typeof sqliteDatabase] = ["SQLite", sqliteDatabase];
  return (await hasPostgres()) ? [sqlite, ["PostgreSQL", postgresDatabase]] : [sqlite];
}

/** The databases with which the whole program can be tested here. */
export async function testPlaces(): Promise<[name: string, open: () => Promise<TestPlace>][]> {
  const sqlite: [string, typeof directoryPlace] = ["SQLite", directoryPlace];
  return (await hasPostgres()) ? [sqlite, ["PostgreSQL", postgresPlace]] : [sqlite];
}

/** Without PostgreSQL, its tests are skipped with a message; in CI, that is an error. */
export async function hasPostgres(): Promise<boolean> {
  const probe = new pg.Client({ connectionString: POSTGRES, connectionTimeoutMillis: 2_000 });
  try {
    await probe.connect();
    await probe.end();
    return true;
  } catch (error) {
    if (process.env.CI)
      throw new Error("expected a PostgreSQL at 127.0.0.1:5432 for the tests in CI", { cause: error });
    console.warn("skipped: no PostgreSQL answers at 127.0.0.1:5432, so that its half of the store tests is not run");
    return false;
  }
}

/**
 * Whether Redis responds at its default port. Without it, its tests are skipped with a message; in CI, that is an
 * error.
 */
export async function hasRedis(): Promise<boolean> {
  const reachable = await new Promise<boolean>((resolve) => {
    const socket = connect(6379, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    }).on("error", () => resolve(false));
  });
  if (!reachable && process.env.CI) throw new Error("expected a Redis at 127.0.0.1:6379 for the tests in CI");
  if (!reachable)
    console.warn("skipped: no Redis answers at 127.0.0.1:6379, so that what is tested over it is not run");
  return reachable;
}
