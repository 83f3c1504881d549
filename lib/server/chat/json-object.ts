import { isTooDeep } from "@/lib/net/json-shape";

/** A JSON object whose fields are not validated yet. */
export type Json = Record<string, unknown>;

/** A copy with more fields. In Node 20, a spread with new fields after it takes ten times as long as this. */
export function withFields<A extends object, B extends object>(object: A, fields: B): A & B {
  return Object.assign({}, object, fields);
}

/** The value if it is an object, but not an array; otherwise null. */
export function objectOf(value: unknown): Json | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** The objects in an array; empty for any other value. */
export function listOf(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return [];
  // Mostly all of them are, and a copy is not needed.
  return value.every(objectOf) ? value : value.filter(objectOf);
}

/** Parses JSON; null unless it is an object of at most 256 levels. */
export function parseObject(text: string): Json | null {
  return objectOf(parseJson(text));
}

/** Parses JSON; null where it is none, or has more than 256 levels. */
export function parseJson(text: string): unknown {
  try {
    return isTooDeep(text) ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
