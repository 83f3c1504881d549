import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Secrets } from "../auth/secrets";
import type { Place } from "../db/client";
import { TABLES } from "../db/tables";
import { fingerprints, Header, MoveError, Sum, Summing, type Trailer } from "./format";
import { type Opened, openToRead } from "./places";
import { isPostgres, lookAt, pagesOf } from "./read-table";

/** Called with the progress in rows, over all tables. */
export type ReportProgress = (step: string, rows: number, of: number) => void;

/** Lines are compressed in blocks of about this many characters: an interrupted export resumes after the last one. */
const BLOCK = 1 << 20;

/** Written after each block. */
const Checkpoint = z.object({
  from: z.string(),
  header: Header,
  bytes: z.number(),
  table: z.number(),
  after: z.array(z.union([z.string(), z.number(), z.null()])).nullable(),
  sums: z.array(Sum),
});
type Checkpoint = z.infer<typeof Checkpoint>;

const compress = promisify(gzip);

/**
 * Exports all stored data to a file, even while a server is running; resumes an interrupted export to the same file.
 * Throws a MoveError when the file already exists, or was started from another database.
 */
export async function exportTo(
  file: string,
  place: Place,
  secrets: () => Secrets,
  onProgress: ReportProgress,
): Promise<Trailer["end"]> {
  if (existsSync(file)) throw new MoveError(`${file} already exists: name another file, or delete it`);
  const from = openToRead(place);
  try {
    return await inOneView(from, () => write(file, from, secrets, onProgress));
  } finally {
    await from.close();
  }
}

async function write(
  file: string,
  from: Opened,
  secrets: () => Secrets,
  onProgress: ReportProgress,
): Promise<Trailer["end"]> {
  const part = `${file}.part`;
  const notes = `${part}.json`;
  const at = existsSync(notes) && existsSync(part) ? readCheckpoint(notes, from.name) : await begin(from, secrets);
  const { header } = at;
  const output = await open(part, at.bytes === 0 ? "w" : "r+", 0o600);
  await output.truncate(at.bytes);
  let lines = at.bytes === 0 ? [JSON.stringify(header)] : [];
  let size = 0;
  const all = header.tables.reduce((sum, { rows }) => sum + rows, 0);
  const flush = async () => {
    if (lines.length === 0) return;
    const block = (await compress(`${lines.join("\n")}\n`)) as Buffer;
    await output.write(block, 0, block.length, at.bytes);
    await output.sync();
    at.bytes += block.length;
    lines = [];
    size = 0;
    writeFileSync(`${notes}.new`, JSON.stringify(at), { mode: 0o600 });
    renameSync(`${notes}.new`, notes);
    const done = at.sums.reduce((sum, { rows }) => sum + rows, 0);
    onProgress(header.tables[at.table]?.name ?? "", done, all);
  };
  try {
    for (; at.table < TABLES.length; at.table++, at.after = null) {
      const facts = TABLES[at.table] as (typeof TABLES)[number];
      const summing = new Summing(at.sums[at.table]);
      const columns = header.tables[at.table]?.columns ?? [];
      for await (const page of pagesOf(from.of(facts.part), facts, header.tables, at.after)) {
        for (const row of page) {
          summing.add(row);
          const line = JSON.stringify([at.table, ...row]);
          lines.push(line);
          size += line.length;
        }
        const last = page.at(-1) ?? [];
        at.after = facts.key.map((name) => last[columns.indexOf(name)] ?? null);
        at.sums[at.table] = summing.sum();
        if (size > BLOCK) await flush();
      }
      at.sums[at.table] = summing.sum();
    }
    const end = Object.fromEntries(header.tables.map(({ name }, i) => [name, at.sums[i] ?? { rows: 0, digest: "0" }]));
    lines.push(JSON.stringify({ end } satisfies Trailer));
    await flush();
    renameSync(part, file);
    rmSync(notes);
    return end;
  } finally {
    await output.close();
  }
}

async function begin(from: Opened, secrets: () => Secrets): Promise<Checkpoint> {
  const tables = [];
  for (const facts of TABLES) tables.push(await lookAt(from.of(facts.part), facts));
  const facts = { format: "gatewayz", version: 1, id: randomUUID(), at: new Date().toISOString() } as const;
  const header = { ...facts, secrets: fingerprints(secrets()), tables };
  return { from: from.name, header, bytes: 0, table: 0, after: null, sums: [] };
}

function readCheckpoint(notes: string, from: string): Checkpoint {
  const at = Checkpoint.parse(JSON.parse(readFileSync(notes, "utf8")));
  if (at.from === from) return at;
  throw new MoveError(`${notes} is of an export of ${at.from}, not of ${from}: remove it, or name another file`);
}

/** Reads everything in one consistent view of the database. */
async function inOneView<T>(from: Opened, read: () => Promise<T>): Promise<T> {
  const parts = new Set<Kysely<unknown>>([from.of("catalog"), from.of("state")]);
  for (const db of parts)
    await (isPostgres(db) ? sql`begin isolation level repeatable read read only` : sql`begin`).execute(db);
  return read();
}
