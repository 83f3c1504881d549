import { parse, stringify } from "lossless-json";

/** Numbers that a double may not represent exactly: 16 or more digits, or a large exponent. */
const MAYBE_INEXACT = /[:[,]\s*-?(?:\d{16}|[\d.]+[eE]\+?\d{3})/;
/** The exact parser would treat this key as the prototype. */
const PROTOTYPE = "__proto__";

/** Parses JSON; integers too large for a number become bigints. Throws a SyntaxError. */
export function parseExact(text: string): unknown {
  if (!MAYBE_INEXACT.test(text) || text.includes(PROTOTYPE)) return JSON.parse(text);
  return parse(text, null, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue });
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

function readNumber(digits: string): number | bigint {
  const number = Number(digits);
  if (!Number.isFinite(number)) throw new SyntaxError(`a number is too large: ${digits.slice(0, 40)}`);
  return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
}
