import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Secrets } from "../auth/secrets";

export type Value = string | number | null;

const Table = z.object({
  name: z.string(),
  /** In the order of a row's values. */
  columns: z.array(z.string()),
  /** Row count at the start, for progress. */
  rows: z.number(),
  /** The highest ID at the start; null when IDs are not generated. */
  upTo: z.number().nullable(),
  /** The last generated ID, so that none is reused. */
  lastId: z.number().nullable(),
});

/** The first line of a file. */
export const Header = z.object({
  format: z.literal("gatewayz"),
  version: z.literal(1),
  id: z.string(),
  at: z.string(),
  /** Fingerprints of the secrets without which API keys and gateway keys are unusable. */
  secrets: z.object({ pepper: z.string(), encryptionKey: z.string() }),
  tables: z.array(Table),
});
export type Header = z.infer<typeof Header>;
export type HeaderTable = z.infer<typeof Table>;

/** The row count of a table, and an order-independent checksum of its rows. */
export const Sum = z.object({ rows: z.number(), digest: z.string() });
export type Sum = z.infer<typeof Sum>;

/** The last line. Every line in between is a row: the index of its table, then its values. */
export const Trailer = z.object({ end: z.record(z.string(), Sum) });
export type Trailer = z.infer<typeof Trailer>;

/** A problem that the operator can fix; the message explains how. */
export class MoveError extends Error {}

const LIMIT = 1n << 128n;

/** An order-independent checksum, because databases sort text differently. */
export class Summing {
  #rows: number;
  #digest: bigint;

  constructor({ rows, digest }: Sum = { rows: 0, digest: "0" }) {
    this.#rows = rows;
    this.#digest = BigInt(`0x${digest}`);
  }

  add(values: readonly Value[]): void {
    const hash = createHash("sha256").update(JSON.stringify(values)).digest("hex");
    this.#digest = (this.#digest + BigInt(`0x${hash.slice(0, 32)}`)) % LIMIT;
    this.#rows++;
  }

  sum(): Sum {
    return { rows: this.#rows, digest: this.#digest.toString(16) };
  }
}

/** Fingerprints to compare secrets without revealing them. */
export function fingerprints({ pepper, encryptionKey }: Secrets): Header["secrets"] {
  const of = (secret: string) => createHmac("sha256", secret).update("gatewayz export").digest("hex").slice(0, 16);
  return { pepper: of(pepper), encryptionKey: of(encryptionKey.toLowerCase()) };
}
