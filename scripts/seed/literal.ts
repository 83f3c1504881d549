/** The value of a literal. */
export type Literal = string | number | boolean | null | undefined | Literal[] | { [key: string]: Literal };

const NUMBER = /-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/iy;
const KEY = /[\w$]+/y;
const WORDS: readonly (readonly [string, Literal])[] = [
  ["!0", true],
  ["!1", false],
  ["true", true],
  ["false", false],
  ["null", null],
  ["void 0", undefined],
];
const ESCAPE = /\\(?:u\{([0-9a-f]+)\}|u([0-9a-f]{4})|x([0-9a-f]{2})|\r\n|([\s\S]))/gi;
const ESCAPED: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v", "0": "\0", "\n": "" };

/**
 * Parses a JavaScript literal in minified form at `at`: objects, arrays, strings, numbers, `!0`, `null`. Executes
 * nothing; anything else is an error that names the position.
 */
export function readLiteral(text: string, at = 0): Literal {
  const reader = new LiteralReader(text, at);
  return reader.value();
}

class LiteralReader {
  readonly #text: string;
  #at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.#at = at;
  }

  value(): Literal {
    const first = this.#text[this.#at];
    if (first === "{") return this.#object();
    if (first === "[") return this.#array();
    if (first === '"' || first === "'" || first === "`") return this.#string();
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value;
    }
    return Number(this.#match(NUMBER) ?? this.#fail("a literal"));
  }

  #object(): Literal {
    const entries: [string, Literal][] = [];
    this.#items("}", () => {
      const quoted = this.#text[this.#at] === '"' || this.#text[this.#at] === "'";
      const key = quoted ? this.#string() : (this.#match(KEY) ?? this.#fail("a key"));
      this.#take(":");
      entries.push([key, this.value()]);
    });
    return Object.fromEntries(entries);
  }

  #array(): Literal {
    const values: Literal[] = [];
    this.#items("]", () => values.push(this.value()));
    return values;
  }

  #items(end: string, item: () => void): void {
    this.#at++;
    while (this.#text[this.#at] !== end) {
      item();
      if (this.#text[this.#at] !== end) this.#take(",");
    }
    this.#at++;
  }

  #string(): string {
    const quote = this.#text[this.#at] ?? "";
    let end = this.#at + 1;
    while (this.#text[end] !== quote) {
      if (end >= this.#text.length) this.#fail("the end of a string");
      if (quote === "`" && this.#text.startsWith("${", end)) this.#fail("a string without code in it");
      end += this.#text[end] === "\\" ? 2 : 1;
    }
    const raw = this.#text.slice(this.#at + 1, end);
    this.#at = end + 1;
    return raw.replace(ESCAPE, (_, long, short, byte, other: string | undefined) => {
      const code = long ?? short ?? byte;
      return code === undefined
        ? (ESCAPED[other ?? "\n"] ?? other ?? "")
        : String.fromCodePoint(Number.parseInt(code, 16));
    });
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += found?.length ?? 0;
    return found;
  }

  #take(sign: string): void {
    if (this.#text[this.#at] !== sign) this.#fail(`"${sign}"`);
    this.#at++;
  }

  #fail(expected: string): never {
    const found = this.#text.slice(this.#at, this.#at + 20);
    throw new Error(`the literal was expected to have ${expected} at ${this.#at}, and has "${found}"`);
  }
}
