import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Secrets } from "../auth/secrets";
import type { Place } from "../db/client";
import { TABLES } from "../db/tables";
import { fingerprints, Header, MoveError, Sum, Summing, type Trailer } from "./format";
import { type Opened, openToRead } from "./places";
import { isPostgres, pagesOf, readTableState } from "./read-table";

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
  const part = await Part.open(file, from, secrets, onProgress);
  try {
    const { at } = part;
    const { tables } = at.header;
    for (; at.table < TABLES.length; at.table++, at.after = null) {
      const facts = TABLES[at.table] as (typeof TABLES)[number];
      const summing = new Summing(at.sums[at.table]);
      const columns = tables[at.table]?.columns ?? [];
      for await (const page of pagesOf(from.of(facts.part), facts, tables, at.after)) {
        for (const row of page) {
          summing.add(row);
          part.add([at.table, ...row]);
        }
        const last = page.at(-1) ?? [];
        at.after = facts.key.map((name) => last[columns.indexOf(name)] ?? null);
        at.sums[at.table] = summing.sum();
        if (part.size > BLOCK) await part.flush();
      }
      at.sums[at.table] = summing.sum();
    }
    const end = Object.fromEntries(tables.map(({ name }, i) => [name, at.sums[i] ?? { rows: 0, digest: "0" }]));
    part.add({ end } satisfies Trailer);
    await part.finish(file);
    return end;
  } finally {
    await part.close();
  }
}

/** The unfinished file of an export, with its checkpoint in a file next to it. */
class Part {
  readonly at: Checkpoint;
  readonly #path: string;
  readonly #output: FileHandle;
  readonly #onProgress: ReportProgress;
  #lines: string[] = [];
  /** Characters not written to the file yet. */
  size = 0;

  private constructor(path: string, at: Checkpoint, output: FileHandle, onProgress: ReportProgress) {
    this.#path = path;
    this.at = at;
    this.#output = output;
    this.#onProgress = onProgress;
  }

  /** Starts a new file, or resumes an existing one after its last block. */
  static async open(file: string, from: Opened, secrets: () => Secrets, onProgress: ReportProgress): Promise<Part> {
    const path = `${file}.part`;
    const isBegun = existsSync(notesOf(path)) && existsSync(path);
    const at = isBegun ? readCheckpoint(notesOf(path), from.name) : await begin(from, secrets);
    const output = await open(path, at.bytes === 0 ? "w" : "r+", 0o600);
    await output.truncate(at.bytes);
    const part = new Part(path, at, output, onProgress);
    if (at.bytes === 0) part.#lines.push(JSON.stringify(at.header));
    return part;
  }

  add(line: unknown): void {
    const text = JSON.stringify(line);
    this.#lines.push(text);
    this.size += text.length;
  }

  /** Writes a block, and the checkpoint after it. */
  async flush(): Promise<void> {
    if (this.#lines.length === 0) return;
    const { at } = this;
    const block = (await compress(`${this.#lines.join("\n")}\n`)) as Buffer;
    await this.#output.write(block, 0, block.length, at.bytes);
    await this.#output.sync();
    at.bytes += block.length;
    this.#lines = [];
    this.size = 0;
    const notes = notesOf(this.#path);
    writeFileSync(`${notes}.new`, JSON.stringify(at), { mode: 0o600 });
    renameSync(`${notes}.new`, notes);
    const done = at.sums.reduce((sum, { rows }) => sum + rows, 0);
    const all = at.header.tables.reduce((sum, { rows }) => sum + rows, 0);
    this.#onProgress(at.header.tables[at.table]?.name ?? "", done, all);
  }

  /** Writes the remaining lines, and renames the file to its final name. */
  async finish(file: string): Promise<void> {
    await this.flush();
    renameSync(this.#path, file);
    rmSync(notesOf(this.#path));
  }

  close(): Promise<void> {
    return this.#output.close();
  }
}

const notesOf = (part: string) => `${part}.json`;

async function begin(from: Opened, secrets: () => Secrets): Promise<Checkpoint> {
  const tables = [];
  for (const facts of TABLES) tables.push(await readTableState(from.of(facts.part), facts));
  const facts = { format: "gatewayz", version: 1, id: randomUUID(), at: new Date().toISOString() } as const;
  const header = { ...facts, secrets: fingerprints(secrets()), tables };
  return { from: from.name, header, bytes: 0, table: 0, after: null, sums: [] };
}

function readCheckpoint(notes: string, from: string): Checkpoint {
  const at = Checkpoint.parse(JSON.parse(readFileSync(notes, "utf8")));
  if (at.from === from) return at;
  throw new MoveError(`${notes} is of an export of ${at.from}, not of ${from}: remove it, or name another file`);
}

/** Runs `read` in one consistent view of the database. */
async function inOneView<T>(from: Opened, read: () => Promise<T>): Promise<T> {
  const parts = new Set<Kysely<unknown>>([from.of("catalog"), from.of("state")]);
  for (const db of parts)
    await (isPostgres(db) ? sql`begin isolation level repeatable read read only` : sql`begin`).execute(db);
  return read();
}
