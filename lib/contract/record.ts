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
