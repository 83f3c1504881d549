import { createHash, createHmac } from "node:crypto";
import { z } from "zod";
import type { Secrets } from "../auth/secrets";

/** What a row holds. */
export type Value = string | number | null;

const Table = z.object({
  name: z.string(),
  /** In the order of a row's values. */
  columns: z.array(z.string()),
  /** Rows at the beginning, for the progress. */
  rows: z.number(),
  /** The highest id that was there at the beginning; null where ids are not counted. */
  upTo: z.number().nullable(),
  /** The last id that was ever given, so that none is given twice. */
  lastId: z.number().nullable(),
});

/** The first line of a file. */
export const Header = z.object({
  format: z.literal("gatewayz"),
  version: z.literal(1),
  id: z.string(),
  at: z.string(),
  /** Fingerprints of the secrets without which API keys and gateway keys are of no use. */
  secrets: z.object({ pepper: z.string(), encryptionKey: z.string() }),
  tables: z.array(Table),
});
export type Header = z.infer<typeof Header>;
export type HeaderTable = z.infer<typeof Table>;

/** What there was of a table: so many rows, and a sum over all of them in any order. */
export const Sum = z.object({ rows: z.number(), digest: z.string() });
export type Sum = z.infer<typeof Sum>;

/** The last line. Every line between is a row: the number of its table, then its values. */
export const Trailer = z.object({ end: z.record(z.string(), Sum) });
export type Trailer = z.infer<typeof Trailer>;

/** Something that the operator has to change; the message says what. */
export class MoveError extends Error {}

const LIMIT = 1n << 128n;

/** Adds up rows so that two engines that sort text differently come to the same. */
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

/** What tells whether two places hold the same secret, without telling the secret. */
export function fingerprints({ pepper, encryptionKey }: Secrets): Header["secrets"] {
  const of = (secret: string) => createHmac("sha256", secret).update("gatewayz export").digest("hex").slice(0, 16);
  return { pepper: of(pepper), encryptionKey: of(encryptionKey.toLowerCase()) };
}
