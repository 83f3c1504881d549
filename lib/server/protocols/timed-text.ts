import { randomFillSync } from "node:crypto";

const TIME_BYTES = 6;
const pool = Buffer.alloc(4_096);
let used = pool.length;

/**
 * An ID of this many bytes as text: the time in ms, so that new IDs go to the end of an index, then random bytes. These
 * come from a pool: requesting a few at a time from the system takes ten times as long.
 */
export function timedText(bytes: number, encoding: "hex" | "base64url", now = Date.now()): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const from = used;
  used += bytes;
  pool.writeUIntBE(now, from, TIME_BYTES);
  return pool.toString(encoding, from, used);
}
