/** An object of unvalidated JSON. */
export type Json = Record<string, unknown>;

/** Whether a value is an object and not an array. */
export function isRecord(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value if it is an object and not an array; otherwise null. */
export function recordOf(value: unknown): Json | null {
  return isRecord(value) ? value : null;
}

/** A copy with more fields. In Node 20, a spread with new fields after it takes ten times as long as this. */
export function withFields<A extends object, B extends object>(object: A, fields: B): A & B {
  return Object.assign({}, object, fields);
}

/** The objects in an array; empty for any other value. */
export function listOf(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return [];
  // Usually all of them are objects, and no copy is needed.
  return value.every(recordOf) ? value : value.filter(recordOf);
}

/** Parses JSON; null unless it is an object of at most 256 levels. */
export function parseObject(text: string): Json | null {
  return recordOf(parseJson(text));
}

/** Parses JSON; null when it is invalid or has more than 256 levels. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return opensMany(text) && isTooDeep(value) ? null : value;
  } catch {
    return null;
  }
}

/** Far more levels than any real answer has; serializing thousands of levels overflows the stack. */
const MAX_LEVELS = 256;

/** A quick test: whether a text has more brackets than allowed levels, so that its levels must be counted. */
function opensMany(text: string): boolean {
  if (text.length <= MAX_LEVELS) return false;
  let levels = MAX_LEVELS;
  for (const bracket of ["[", "{"])
    for (let at = text.indexOf(bracket); at >= 0 && levels >= 0; at = text.indexOf(bracket, at + 1)) levels--;
  return levels < 0;
}

function isTooDeep(value: unknown): boolean {
  const isContainer = (value: unknown): value is object => typeof value === "object" && value !== null;
  let level = [value].filter(isContainer);
  for (let levels = 1; level.length > 0; levels++) {
    if (levels > MAX_LEVELS) return true;
    level = level.flatMap((container) => Object.values(container).filter(isContainer));
  }
  return false;
}
