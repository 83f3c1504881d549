import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { type Kysely, sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KeyRing } from "@/lib/server/auth/key-ring";
import { AccountStore } from "@/lib/server/db/accounts";
import { openDatabase, type Place } from "@/lib/server/db/client";
import { openState } from "@/lib/server/db/state";
import { NOT_MOVED, TABLES } from "@/lib/server/db/tables";
import { exportTo } from "@/lib/server/move/export";
import { type Header, type HeaderTable, Summing, type Trailer, type Value } from "@/lib/server/move/format";
import { importFrom } from "@/lib/server/move/import";
import { openToRead } from "@/lib/server/move/places";
import { directoryPlace, hasPostgres, postgresPlace, type TestPlace } from "./databases";
import { AT, makeSchema, PEPPER, populate } from "./move-kit";

const ROOT = join(import.meta.dirname, "../..");
const BUNDLES = join(ROOT, ".build", `move-${process.pid}`);
const SECRETS = { KEY_PEPPER: PEPPER, ENCRYPTION_KEY: "ab".repeat(32) };
const secrets = () => ({ pepper: PEPPER, encryptionKey: SECRETS.ENCRYPTION_KEY });
const quiet = () => {};
const plain = { replace: false, otherSecrets: false, onProgress: quiet };
/** Enough for several blocks of a file and many statements. */
const CALLS = 12_000;

let dir: string;
const places: TestPlace[] = [];
const postgres = await hasPostgres();

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "gatewayz-move-"));
  await build({
    entryPoints: ["export", "import"].map((name) => join(ROOT, "scripts", `${name}.ts`)),
    outdir: BUNDLES,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    external: ["libsql"],
    alias: { "@": ROOT },
    banner: {
      js: 'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);',
    },
  });
});
afterAll(async () => {
  for (const place of places) await place.remove();
  for (const path of [dir, BUNDLES]) rmSync(path, { recursive: true, force: true });
});

async function fresh(engine: "SQLite" | "PostgreSQL"): Promise<TestPlace> {
  const place = await (engine === "SQLite" ? directoryPlace() : postgresPlace());
  places.push(place);
  return place;
}

/** Runs a bundled script; `until` kills it as soon as it prints a line that matches. */
async function script(name: string, args: string[], place: TestPlace, until?: RegExp) {
  const env = { PATH: process.env.PATH, NODE_ENV: "production" as const, ...SECRETS, ...place.variables };
  const child = spawn(process.execPath, [join(BUNDLES, `${name}.mjs`), ...args], { env, cwd: dir });
  let text = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (piece: Buffer) => {
      text += piece;
      if (until?.test(text)) child.kill("SIGKILL");
    });
  const [code, signal] = (await once(child, "close")) as [number | null, string | null];
  return { code, signal, text };
}

const count = async (place: Place, table: string) => {
  const from = openToRead(place);
  const part = TABLES.find(({ name }) => name === table)?.part ?? "state";
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(from.of(part));
  await from.close();
  return Number(rows[0]?.n);
};

/** The lines of a file as a version wrote it that did not have some columns of a table. */
function withoutColumns(text: string, table: string, left: readonly string[]): string {
  const lines = text.trimEnd().split("\n");
  const header = JSON.parse(lines[0] ?? "") as Header;
  const trailer = JSON.parse(lines.at(-1) ?? "") as Trailer;
  const index = header.tables.findIndex(({ name }) => name === table);
  const facts = header.tables[index] as HeaderTable;
  const kept = facts.columns.map((name) => !left.includes(name));
  const summing = new Summing();
  const rows = lines.slice(1, -1).map((line) => {
    const [at, ...values] = JSON.parse(line) as [number, ...Value[]];
    if (at !== index) return line;
    const fewer = values.filter((_, place) => kept[place]);
    summing.add(fewer);
    return JSON.stringify([at, ...fewer]);
  });
  facts.columns = facts.columns.filter((name) => !left.includes(name));
  trailer.end[table] = summing.sum();
  return `${[JSON.stringify(header), ...rows, JSON.stringify(trailer)].join("\n")}\n`;
}

describe("export and import", () => {
  it("include every table of both databases", async () => {
    const { place } = await fresh("SQLite");
    const parts = [await openDatabase(place), await openState(place)];
    const named = await Promise.all(parts.map(({ db }) => (db as Kysely<unknown>).introspection.getTables()));
    const names = named.flat().map(({ name }) => name);
    expect(names.filter((name) => !/^(sqlite|kysely|state_migrations)/.test(name)).sort()).toEqual(
      [...NOT_MOVED, ...TABLES.map(({ name }) => name)].sort(),
    );
    for (const part of parts.reverse()) await part.close();
  });

  it.skipIf(!postgres)(
    "go from SQLite to PostgreSQL and back, with each step killed in the middle, without a difference",
    async () => {
      const [first, second, third] = [await fresh("SQLite"), await fresh("PostgreSQL"), await fresh("SQLite")];
      const key = await populate(first.place, CALLS);
      const [there, back] = [join(dir, "there.gz"), join(dir, "back.gz")];

      const killed = await script("export", [there], first, /rows: (usage|chat)/);
      expect([killed.signal, existsSync(there), existsSync(`${there}.part`)]).toEqual(["SIGKILL", false, true]);
      const resumed = await script("export", [there], first);
      expect(resumed.text).toContain("12,000 usage");
      expect(resumed.code).toBe(0);
      expect(existsSync(`${there}.part`) || existsSync(`${there}.part.json`)).toBe(false);

      const cut = await script("import", [there], second, /rows: usage/);
      expect(cut.signal).toBe("SIGKILL");
      const part = await count(second.place, "usage");
      expect(part).toBeGreaterThan(0);
      expect(part).toBeLessThan(CALLS);
      const whole = await script("import", [there], second);
      expect(whole.text).toContain("Imported and compared: 1 accounts");
      expect(whole.code).toBe(0);

      const ends = [await exportTo(back, second.place, secrets, quiet)];
      const stopped = await script("import", [back], third, /rows: usage/);
      expect(stopped.signal).toBe("SIGKILL");
      ends.push(await importFrom(back, third.place, secrets, plain));
      ends.push(await exportTo(join(dir, "again.gz"), third.place, secrets, quiet));
      expect(ends[1]).toEqual(ends[0]);
      expect(ends[2]).toEqual(ends[0]);
      expect(Object.values(ends[0] ?? {}).every(({ rows }) => rows > 0)).toBe(true);
      expect(Object.keys(ends[0] ?? {}).sort()).toEqual(TABLES.map(({ name }) => name).sort());

      for (const place of [second.place, third.place]) {
        const state = await openState(place);
        const accounts = new AccountStore(state.db);
        expect(await new KeyRing(accounts, PEPPER).caller(key)).toMatchObject({ accountId: 1 });
        const [message] = await state.db.selectFrom("chat_messages").selectAll().execute();
        expect(message).toMatchObject({ state: "running", writer: null });
        const who = { issuer: "test", subject: "three", auth_method: "email", display_name: null, email: null };
        // ID 2 belonged to an account that is deleted.
        expect((await accounts.signIn({ ...who, email_verified: false }, AT)).account.id).toBe(3);
        await state.close();
      }
    },
    60_000,
  );

  it("refuse a database that is not empty, unless it is to be replaced", async () => {
    const [from, to] = [await fresh("SQLite"), await fresh("SQLite")];
    await populate(from.place, 10);
    await populate(to.place, 20);
    const file = join(dir, "small.gz");
    await exportTo(file, from.place, secrets, quiet);
    await expect(importFrom(file, to.place, secrets, plain)).rejects.toThrow(
      /holds 1 rows of accounts: give --replace/,
    );
    expect(await count(to.place, "usage")).toBe(20);
    await importFrom(file, to.place, secrets, { ...plain, replace: true });
    expect(await count(to.place, "usage")).toBe(10);
    await expect(exportTo(file, from.place, secrets, quiet)).rejects.toThrow(/already exists/);
  });

  it("write nothing from a file that is truncated, modified, or of another kind, and say what is wrong", async () => {
    const [from, to] = [await fresh("SQLite"), await fresh("SQLite")];
    await populate(from.place, 10);
    const file = join(dir, "sound.gz");
    await exportTo(file, from.place, secrets, quiet);
    const bytes = readFileSync(file);
    const text = gunzipSync(bytes).toString();
    const cases: [string, Buffer, RegExp][] = [
      ["cut", bytes.subarray(0, bytes.length - 20), /cannot be read to its end/],
      ["without its end", gzipSync(text.slice(0, text.lastIndexOf('{"end"'))), /its end is missing/],
      ["changed", gzipSync(text.replace("request-0", "request-1")), /is corrupt/],
      ["foreign", gzipSync('{"hello":1}\n'), /not a Gatewayz export/],
      ["newer", gzipSync(text.replace('"version":1', '"version":2')), /has format 2: expected 1/],
      ["of a newer schema", gzipSync(text.replace('"request_id"', '"request_no"')), /no place for usage.request_no/],
    ];
    for (const [name, content, expected] of cases) {
      const broken = join(dir, "broken.gz");
      writeFileSync(broken, content);
      await expect(importFrom(broken, to.place, secrets, plain), name).rejects.toThrow(expected);
    }
    const other = () => ({ ...secrets(), pepper: "another pepper that is long enough too" });
    await expect(importFrom(file, to.place, other, plain)).rejects.toThrow(/KEY_PEPPER is not the one/);
    await makeSchema(to.place);
    expect(await count(to.place, "accounts")).toBe(0);
    await importFrom(file, to.place, other, { ...plain, otherSecrets: true });
    expect(await count(to.place, "usage")).toBe(10);
  });

  it("count the conversations of an older version's file, which has no count of them", async () => {
    const from = await fresh("SQLite");
    await populate(from.place, 10);
    const file = join(dir, "newer.gz");
    await exportTo(file, from.place, secrets, quiet);
    const older = join(dir, "older.gz");
    const left = ["bytes", "title_words", "tags", "pinned_at", "leaf_id"];
    writeFileSync(older, gzipSync(withoutColumns(gunzipSync(readFileSync(file)).toString(), "chat_sessions", left)));
    for (const engine of ["SQLite", ...(postgres ? ["PostgreSQL"] : [])] as ("SQLite" | "PostgreSQL")[]) {
      const to = await fresh(engine);
      await importFrom(older, to.place, secrets, plain);
      const state = await openState(to.place);
      const [session] = await state.db.selectFrom("chat_sessions").select(["bytes", "title_words"]).execute();
      expect(session).toEqual({ bytes: 256 + 6 + 2 + 256 + 2_000_002, title_words: "a chat" });
      await state.close();
    }
  });

  it("name what is missing: a file, a database, a server to stop first", async () => {
    const to = await fresh("SQLite");
    const nothing = await script("export", ["x.gz"], to);
    expect([nothing.code, nothing.text]).toEqual([1, expect.stringMatching(/holds no gatewayz.db: set DATA_DIR/)]);
    expect((await script("import", [], to)).text).toMatch(/expected one file/);
    expect((await script("import", ["none.gz"], to)).text).toMatch(/there is no such file/);
    await populate(to.place, 1);
    const running = await openDatabase(to.place);
    const file = join(dir, "live.gz");
    expect((await script("export", [file], to)).code).toBe(0);
    expect((await script("import", [file], to)).text).toMatch(/is in use by another Gatewayz process/);
    await running.close();
  });
});
