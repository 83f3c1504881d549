import { DAY_MS } from "@/lib/contract/time-units";

/** More than any call uses, and small enough for every database. */
const MAX_COUNT = 2_000_000_000;
const MAX_USD = 1_000_000;
const MAX_DURATION_MS = 31 * DAY_MS;
const NUMBER = /^\s*\d+(\.\d+)?(e[+-]?\d+)?\s*$/i;

/** A count from outside: an integer from 0 to 2e9, or a string of one. Anything else is null ("not reported"). */
export function readCount(value: unknown): number | null {
  const count = readNumber(value, MAX_COUNT);
  return Number.isInteger(count) ? count : null;
}

/** A USD amount from outside: a number from 0 to 1e6, or a string of one. Anything else is null. */
export function readUsd(value: unknown): number | null {
  return readNumber(value, MAX_USD);
}

/** A duration from outside in ms, up to 31 days, or a string of one. Anything else is null. */
export function readDurationMs(value: unknown): number | null {
  return readNumber(value, MAX_DURATION_MS);
}

/** A header from outside as one line of text; null when absent or empty. */
export function readHeader(value: string | string[] | undefined, maxLength = 1_000): string | null {
  const first = Array.isArray(value) ? value[0] : value;
  const line = typeof first === "string" ? first.trim() : "";
  return line === "" || line.length > maxLength ? null : line;
}

function readNumber(value: unknown, max: number): number | null {
  const number = typeof value === "string" && NUMBER.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !(number >= 0 && number <= max)) return null;
  return number === 0 ? 0 : number;
}
