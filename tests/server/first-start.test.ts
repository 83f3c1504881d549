import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "libsql";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { loadSecrets } from "@/lib/server/auth/secrets";
import { openDatabase } from "@/lib/server/db/client";
import { openState } from "@/lib/server/db/state";
import { UsageStore } from "@/lib/server/db/usage";
import { addAccount } from "./test-account";

const AT = "2026-01-01T00:00:00.000Z";
let dataDir: string;
let folders: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "gatewayz-first-"));
  folders.push(folder);
  return folder;
}

beforeEach(() => {
  dataDir = newFolder();
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const folder of folders) rmSync(folder, { recursive: true });
  folders = [];
});

/** Opens both databases and writes something. */
async function use(dir = dataDir): Promise<void> {
  const database = await openDatabase({ dataDir: dir });
  try {
    const state = await openState({ dataDir: dir });
    try {
      const account = await addAccount(state.db, AT);
      expect((await new UsageStore(state.db).spent(account, new Date(AT))).total).toBe(0);
    } finally {
      await state.close();
    }
  } finally {
    await database.close();
  }
}

/** Copies of the directory as a kill before each statement of a first start would leave it. */
async function copiesOfFirstStart(): Promise<string[]> {
  const copies: string[] = [];
  const copy = () => {
    const to = newFolder();
    cpSync(dataDir, to, { recursive: true });
    copies.push(to);
  };
  const { exec, prepare } = Sqlite.prototype;
  vi.spyOn(Sqlite.prototype, "exec").mockImplementation(function (this: Sqlite.Database, ...given) {
    copy();
    return exec.apply(this, given);
  });
  vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite.Database, ...given) {
    const statement = prepare.apply(this, given);
    for (const name of ["run", "all"] as const) {
      const original = statement[name] as (...values: unknown[]) => unknown;
      Object.assign(statement, {
        [name]: (...values: unknown[]) => {
          copy();
          return original.apply(statement, values);
        },
      });
    }
    return statement;
  });
  await use();
  vi.restoreAllMocks();
  return copies;
}

describe("a first start", () => {
  it("that is killed before any of its statements leaves a directory in which the next start works", async () => {
    const copies = await copiesOfFirstStart();
    expect(copies.length).toBeGreaterThan(40);
    for (const copy of copies) await use(copy);
  }, 60_000);

  it("of an older version that ended between two statements is completed", async () => {
    await use();
    for (const file of ["state.db", "gatewayz.db"]) {
      const db = new Sqlite(join(dataDir, file));
      const table = file === "state.db" ? "state_migrations" : "kysely_migration";
      db.exec(`delete from ${table}`);
      db.exec(file === "state.db" ? "drop index usage_call" : "drop index offer_events_at");
      db.close();
      rmSync(join(dataDir, `${file}-created`));
    }
    await use();
  });

  it("on a full disk leaves no partial secret", () => {
    const made = loadSecrets({ DATA_DIR: dataDir } as never);
    expect(loadSecrets({ DATA_DIR: dataDir } as never)).toEqual(made);
    expect(readdirSync(dataDir).sort()).toEqual(["encryption-key", "key-pepper"]);
  });
});

describe("a corrupt data directory", () => {
  beforeEach(() => use());

  it.each(["state.db", "gatewayz.db"])("is rejected when %s was emptied, and nothing is written", async (file) => {
    for (const end of ["", "-wal", "-shm"]) rmSync(join(dataDir, file + end), { force: true });
    await expect(use()).rejects.toThrow(`${file} is empty or missing, but it held data before`);
    writeFileSync(join(dataDir, file), "");
    await expect(use()).rejects.toThrow(`delete ${join(dataDir, file)}-created`);
    const empty = new Sqlite(join(dataDir, file));
    empty.exec("pragma journal_mode = wal");
    empty.close();
    await expect(use()).rejects.toThrow(`${file} is empty or missing`);
    rmSync(join(dataDir, `${file}-created`));
    await use();
  });

  it.each(["state.db", "gatewayz.db"])("is rejected with the name of %s when that is not a database", async (file) => {
    for (const end of ["-wal", "-shm"]) rmSync(join(dataDir, file + end), { force: true });
    writeFileSync(join(dataDir, file), "not a database ".repeat(1_000));
    await expect(use()).rejects.toThrow(`${file} is damaged: restore it from a backup`);
  });

  it("is rejected with the name of lock.db when that is corrupt, not as in use", async () => {
    const lock = join(dataDir, "lock.db");
    writeFileSync(lock, "garbage ".repeat(1_000));
    const failure = await use().catch((error: Error) => error.message);
    expect(failure).toContain(`${lock} is damaged or cannot be opened`);
    expect(failure).not.toContain("in use");
    rmSync(lock);
    mkdirSync(lock);
    await expect(use()).rejects.toThrow(`${lock} is damaged or cannot be opened`);
    rmSync(lock, { recursive: true });
    await use();
    truncateSync(lock, 0);
    await use();
  });
});
