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

/** Which program this is: what another version has built may be of another shape. */
const program = () =>
  createHash("sha256")
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest("base64url");

/** What is stored of a snapshot: the index shrunk, and of the gzip of the list only what stands around the rows. */
interface Stored extends Omit<SentSnapshot, "all" | "index"> {
  br: Uint8Array;
  around: [before: Uint8Array, after: Uint8Array];
  index: Uint8Array;
}

/** Hands a built catalog from the process that reads the gateways to the others: they need not build it again. */
export class SnapshotStore {
  readonly #store: CatalogStore;
  readonly #program = program();

  constructor(store: CatalogStore) {
    this.#store = store;
  }

  /** What this process has built, as it can be kept. */
  async pack(snapshot: Snapshot): Promise<string> {
    const { all, index, ...rest } = toSend(snapshot).sent;
    const at = Buffer.from(all.gzip.buffer).indexOf(rest.rows.bytes);
    const stored: Stored = {
      ...rest,
      br: all.br,
      around: [all.gzip.subarray(0, at), all.gzip.subarray(at + rest.rows.bytes.length)],
      index: await deflate(serialize(index), { level: 1 }),
    };
    return serialize(stored).toString("base64");
  }

  /** Keeps what was packed, in the place of what was kept before. */
  async put(packed: string): Promise<void> {
    await this.#store.putBuilt(this.#program, packed);
  }

  /** What was built last, by a process of this program; null when there is nothing. */
  async take(): Promise<Snapshot | null> {
    const text = await this.#store.built(this.#program);
    if (text === undefined) return null;
    const { br, around, index, ...rest } = deserialize(Buffer.from(text, "base64")) as Stored;
    const rows = ownColumns(rest.rows);
    const gzip = new Uint8Array(Buffer.concat([around[0], rows.bytes, around[1]]));
    return received({
      ...rest,
      rows,
      all: { br: br.slice() as Uint8Array<ArrayBuffer>, gzip },
      packed: ownColumns(rest.packed),
      index: ownColumns(deserialize(await inflate(index)) as SentSnapshot["index"]),
    });
  }
}

/** The same with memory of its own for each column, which can be handed to another thread. */
function ownColumns<T extends object>(of: T): T {
  const own = (value: unknown) => (ArrayBuffer.isView(value) ? (value as Uint8Array).slice() : value);
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, own(value)])) as T;
}
