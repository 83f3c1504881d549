import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import type { CodeStore } from "../db/codes";

/** How long a code is valid, in ms. */
const CODE_MS = 600_000;
const TRIES = 5;
/** Without letters and digits that are easily confused. */
const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/**
 * Signs in the operator with a code that only the terminal shows. One code at a time per address, shared by all
 * processes. All methods reject while the store is unavailable.
 */
export class LocalSignIn {
  /** @param print writes a line to the operator's terminal */
  constructor(
    /** Codes are stored per address, so that others' failed attempts don't use them up. */
    readonly codesOf: (address: string) => CodeStore,
    readonly pepper: string,
    readonly print: (line: string) => void,
    readonly now: () => number = Date.now,
  ) {}

  /** Prints a new code, which invalidates the previous one. */
  async start(address: string): Promise<void> {
    const part = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
    const code = `${part()}-${part()}`;
    await this.codesOf(address).put(
      this.#hash(code),
      new Date(this.now() + CODE_MS).toISOString(),
      TRIES,
      new Date(this.now()).toISOString(),
    );
    this.print(`Sign-in code: ${code} (valid for 10 minutes, for ${address})`);
  }

  /** Whether this is the printed code. A code is used up by a correct attempt, or by too many wrong ones. */
  async use(code: string, address: string): Promise<"ok" | "wrong" | "expired"> {
    const codes = this.codesOf(address);
    const stored = await codes.countTry(new Date(this.now()).toISOString());
    if (!stored) return "expired";
    const hash = this.#hash(code);
    if (!timingSafeEqual(Buffer.from(stored.hash), Buffer.from(hash))) return stored.tries > 0 ? "wrong" : "expired";
    return (await codes.remove(hash)) ? "ok" : "expired";
  }

  #hash(code: string): string {
    const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, "");
    return createHmac("sha256", this.pepper).update(plain).digest("base64url");
  }
}
