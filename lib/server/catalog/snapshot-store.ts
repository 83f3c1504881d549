import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { deflateRaw, inflateRaw } from "node:zlib";
import type { CatalogStore } from "../db/catalog";
import type { Snapshot } from "./snapshot";
import { received, type SentSnapshot, toSend } from "./worker-protocol";

const deflate = promisify(deflateRaw);
const inflate = promisify(inflateRaw);

/** Identifies the program version: another version's snapshots may have another format. */
const program = () =>
  createHash("sha256")
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("base64url");

/** A stored snapshot: a smaller index, and only the parts of the gzipped list around the rows. */
interface Stored extends Omit<SentSnapshot, "all" | "index"> {
  br: Uint8Array;
  around: [before: Uint8Array, after: Uint8Array];
  index: Uint8Array;
}

/** Passes built snapshots from the leader to the other processes, which then don't need to build them. */
export class SnapshotStore {
  readonly #store: CatalogStore;
  readonly #program = program();

  constructor(store: CatalogStore) {
    this.#store = store;
  }

  /** Serializes a snapshot for storage. */
  async pack(snapshot: Snapshot): Promise<string> {
    const { all, index, ...rest } = toSend(snapshot).sent;
    const at = rest.rows.bytes.byteOffset - all.gzip.byteOffset;
    const stored: Stored = {
      ...rest,
      br: all.br,
      around: [all.gzip.subarray(0, at), all.gzip.subarray(at + rest.rows.bytes.length)],
      index: await deflate(serialize(index), { level: 1 }),
    };
    return serialize(stored).toString("base64");
  }

  /** Stores a serialized snapshot, replacing the last one. */
  async put(packed: string): Promise<void> {
    await this.#store.putBuilt(this.#program, packed);
  }

  /** The last snapshot built by this program version; null when there is none. */
  async take(): Promise<Snapshot | null> {
    const text = await this.#store.built(this.#program);
    if (text === undefined) return null;
    const { br, around, index, ...rest } = deserialize(Buffer.from(text, "base64")) as Stored;
    const { bytes, ...columns } = rest.rows;
    const gzip = new Uint8Array(Buffer.concat([around[0], bytes, around[1]]));
    const start = around[0].length;
    return received({
      ...rest,
      rows: { ...ownColumns(columns), bytes: gzip.subarray(start, start + bytes.length) },
      all: { br: br.slice() as Uint8Array<ArrayBuffer>, gzip },
      packed: ownColumns(rest.packed),
      past: { ...ownColumns(rest.past), rows: ownColumns(rest.past.rows) },
      index: ownColumns(deserialize(await inflate(index)) as SentSnapshot["index"]),
    });
  }
}

/** A copy with a separate buffer per column, which can be transferred to another thread. */
function ownColumns<T extends object>(of: T): T {
  const copied = (value: unknown) => (ArrayBuffer.isView(value) ? (value as Uint8Array).slice() : value);
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, copied(value)])) as T;
}
