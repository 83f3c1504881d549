import { randomUUID } from "node:crypto";
import { stringify } from "lossless-json";

/** Numbers that a double may not represent exactly: 16 or more digits, or a large exponent. */
const MAYBE_INEXACT = /[:[,]\s*-?(?:\d{16}|[\d.]+[eE]\+?\d{3})/;
const NUMBER = /(?<![\d.eE+-])-?(?:\d{16,}|[\d.]+[eE]\+?\d{3,})[\d.eE+-]*/g;
const INTEGER = /^-?[1-9]\d*$/;
/** Prefix of the strings that represent large integers while the rest is parsed. */
const MARK = `${randomUUID()}:`;

/** Parses JSON; integers too large for a number become bigints. Throws a SyntaxError. */
export function parseExact(text: string): unknown {
  if (!MAYBE_INEXACT.test(text)) return JSON.parse(text);
  const marked = withMarks(text);
  if (marked === text) return JSON.parse(text);
  try {
    return restored(JSON.parse(marked));
  } catch (error) {
    // Throws an error whose message does not show the marks.
    JSON.parse(text);
    throw error;
  }
}

/** Serializes to JSON, bigints included. */
export function stringifyExact(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    const text = error instanceof TypeError ? stringify(value) : undefined;
    if (text === undefined) throw error;
    return text;
  }
}

/** The text with large integers as marked strings; skips quoted strings. */
function withMarks(text: string): string {
  let marked = "";
  for (let at = 0; at < text.length; ) {
    const open = text.indexOf('"', at);
    const end = open < 0 ? text.length : open;
    marked += text.slice(at, end).replace(NUMBER, markOf);
    at = open < 0 ? end : endOfString(text, open);
    marked += text.slice(end, at);
  }
  return marked;
}

function markOf(digits: string): string {
  const number = Number(digits);
  if (Math.abs(number) === Number.POSITIVE_INFINITY)
    throw new SyntaxError(`a number is too large: ${digits.slice(0, 40)}`);
  return Number.isSafeInteger(number) || !INTEGER.test(digits) ? digits : `"${MARK}${digits}"`;
}

/** The index of the closing quote of the string that opens at `open`. */
function endOfString(text: string, open: number): number {
  for (let close = text.indexOf('"', open + 1); close >= 0; close = text.indexOf('"', close + 1)) {
    let backslashes = 0;
    while (text[close - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return close + 1;
  }
  return text.length;
}

/** The value with marked strings converted to bigints. */
function restored(parsed: unknown): unknown {
  const root = { value: parsed };
  const pending: object[] = [root];
  for (let next = pending.pop(); next; next = pending.pop()) {
    for (const [name, value] of Object.entries(next)) {
      if (name.startsWith(MARK)) throw new SyntaxError("a key is a number");
      if (typeof value === "object" && value !== null) pending.push(value);
      else if (typeof value === "string" && value.startsWith(MARK))
        Object.defineProperty(next, name, { value: BigInt(value.slice(MARK.length)) });
    }
  }
  return root.value;
}
