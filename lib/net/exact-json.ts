import { parse, stringify } from "lossless-json";

/** A number in JSON that a double may not hold: 16 digits or more, or a large exponent. */
const MAYBE_INEXACT = /[:[,]\s*-?(?:\d{16}|[\d.]+[eE]\+?\d{3})/;
/** The other parser would take this key for the prototype. */
const PROTOTYPE = "__proto__";

/** JSON whose integers keep their digits: those that a number cannot hold become bigints. Throws a SyntaxError. */
export function parseExact(text: string): unknown {
  if (!MAYBE_INEXACT.test(text) || text.includes(PROTOTYPE)) return JSON.parse(text);
  return parse(text, null, { parseNumber: readNumber, onDuplicateKey: ({ newValue }) => newValue });
}

/** The value as JSON again, bigints digit for digit. */
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
