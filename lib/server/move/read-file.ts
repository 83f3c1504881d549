import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { Header, type HeaderTable, MoveError, type Sum, Summing, Trailer, type Value } from "./format";

interface FileRow {
  table: HeaderTable;
  values: Value[];
}

const NEWLINE = 0x0a;

/** The lines of a gzipped file, one at a time. Throws a MoveError when the file is corrupt or truncated. */
async function* linesOf(file: string): AsyncGenerator<string> {
  const source = createReadStream(file);
  const unzipped = source.pipe(createGunzip());
  source.on("error", (error) => unzipped.destroy(error));
  let parts: Buffer[] = [];
  try {
    for await (const chunk of unzipped as AsyncIterable<Buffer>) {
      let start = 0;
      for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
        parts.push(chunk.subarray(start, end));
        yield Buffer.concat(parts).toString("utf8");
        parts = [];
        start = end + 1;
      }
      if (start < chunk.length) parts.push(chunk.subarray(start));
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new MoveError(
      code === "ENOENT" ? `${file}: there is no such file` : `${file} cannot be read to its end: ${message}`,
    );
  } finally {
    source.destroy();
  }
  if (parts.length > 0) throw new MoveError(`${file} is truncated in the middle of a line`);
}

/** Reads a file's first line. Throws a MoveError when it is not an export, or of another version. */
export async function readHeader(file: string): Promise<Header> {
  for await (const line of linesOf(file)) return headerOf(file, line);
  throw new MoveError(`${file} is empty`);
}

function headerOf(file: string, line: string): Header {
  const value = parsed(file, line) as { format?: unknown; version?: unknown } | null;
  if (value?.format !== "gatewayz") throw new MoveError(`${file} is not a Gatewayz export`);
  if (value.version !== 1) throw new MoveError(`${file} has format ${value.version}: expected 1, use a newer version`);
  return Header.parse(value);
}

/** Reads a file's rows, then verifies count and checksum. Throws a MoveError when they differ. */
export async function* readRows(file: string): AsyncGenerator<FileRow, Record<string, Sum>> {
  let header: Header | null = null;
  let end: Trailer["end"] | null = null;
  const sums = new Map<string, Summing>();
  for await (const line of linesOf(file)) {
    if (!header) {
      header = headerOf(file, line);
      for (const { name } of header.tables) sums.set(name, new Summing());
      continue;
    }
    const value = parsed(file, line);
    if (!Array.isArray(value)) {
      end = Trailer.parse(value).end;
      continue;
    }
    const [number, ...values] = value as [number, ...Value[]];
    const table = header.tables[number];
    if (!table || values.length !== table.columns.length || end)
      throw new MoveError(`${file} has a row of an unknown table`);
    sums.get(table.name)?.add(values);
    yield { table, values };
  }
  if (!end) throw new MoveError(`${file} is truncated: its end is missing`);
  for (const [name, summing] of sums) {
    const { rows, digest } = summing.sum();
    if (end[name]?.rows !== rows || end[name].digest !== digest)
      throw new MoveError(
        `${file} is corrupt: its ${rows} rows of ${name} are not the ${end[name]?.rows} that were exported`,
      );
  }
  return end;
}

function parsed(file: string, line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new MoveError(`${file} is corrupt: a line is not JSON`);
  }
}
