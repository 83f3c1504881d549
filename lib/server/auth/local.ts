import { randomInt, timingSafeEqual } from "node:crypto";

/** How long a code is valid, in ms. */
export const CODE_MS = 600_000;
const TRIES = 5;
/** Without letters and digits that are mistaken for each other. */
const ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";

/** Sign-in of the person who runs the program: a code that only its terminal shows. One code at a time. */
export class LocalSignIn {
  #code: string | null = null;
  #until = 0;
  #tries = 0;

  /** @param print writes a line to the operator's terminal */
  constructor(
    readonly print: (line: string) => void,
    readonly now: () => number = Date.now,
  ) {}

  /** Prints a new code; the one before is not valid any more. */
  start(): void {
    const part = () => Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
    this.#code = `${part()}-${part()}`;
    this.#until = this.now() + CODE_MS;
    this.#tries = TRIES;
    this.print(`Sign-in code: ${this.#code} (valid for 10 minutes)`);
  }

  /** Whether this is the code that was printed; it is used up by that, and by too many wrong tries. */
  use(given: string): "ok" | "wrong" | "expired" {
    if (this.#code === null || this.now() >= this.#until || this.#tries <= 0) return "expired";
    this.#tries--;
    const plain = (text: string) => Buffer.from(text.toUpperCase().replace(/[^A-Z0-9]/g, ""));
    const [a, b] = [plain(this.#code), plain(given)];
    if (a.length !== b.length || !timingSafeEqual(a, b)) return this.#tries > 0 ? "wrong" : "expired";
    this.#code = null;
    return "ok";
  }
}
