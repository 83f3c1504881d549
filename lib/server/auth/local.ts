import { createHmac, randomInt, timingSafeEqual } from "node:crypto";
import type { CodeStore } from "../db/codes";

/** How long a code is valid, in ms. */
const CODE_MS = 600_000;
const TRIES = 5;
/** Without letters and digits that are mistaken for each other. */
const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/**
 * Sign-in of the person who runs the program: a code that only its terminal shows. One code at a time for each
 * address, whichever process printed it and whichever is told it. All of it rejects while the store is away.
 */
export class LocalSignIn {
  /** @param print writes a line to the operator's terminal */
  constructor(
    /** The codes that were asked for from one address: nobody else's tries use them up. */
    readonly codesOf: (address: string) => CodeStore,
    readonly pepper: string,
    readonly print: (line: string) => void,
    readonly now: () => number = Date.now,
  ) {}

  /** Prints a new code; the one before is not valid any more. */
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

  /** Whether this is the code that was printed; it is used up by that, and by too many wrong tries. */
  async use(given: string, address: string): Promise<"ok" | "wrong" | "expired"> {
    const codes = this.codesOf(address);
    const stored = await codes.countTry(new Date(this.now()).toISOString());
    if (!stored) return "expired";
    const hash = this.#hash(given);
    if (!timingSafeEqual(Buffer.from(stored.hash), Buffer.from(hash))) return stored.tries > 0 ? "wrong" : "expired";
    return (await codes.remove(hash)) ? "ok" : "expired";
  }

  #hash(code: string): string {
    const plain = code.toUpperCase().replace(/[^A-Z0-9]/g, "");
    return createHmac("sha256", this.pepper).update(plain).digest("base64url");
  }
}
