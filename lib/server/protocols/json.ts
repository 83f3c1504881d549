import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";

const nameOf = (value: unknown) =>
  value === null ? "null" : Array.isArray(value) ? "an array" : typeof value === "object" ? "an object" : typeof value;

/** A 400 that names a field, the expected value, and the received one. */
export function expected(path: string, what: string, got?: unknown): ApiError {
  const actual = got === undefined ? "" : `, got ${nameOf(got)}`;
  return new ApiError("invalid_request", `${path}: expected ${what}${actual}`, { param: path });
}

/** The object, or a 400 that names the field. */
export function objectAt(value: unknown, path: string): Json {
  if (isRecord(value)) return value;
  throw expected(path, "an object", value ?? null);
}

/** The object, {} when the field is absent or null, or a 400 that names it. */
export function optionalObject(value: unknown, path: string): Json {
  return value === undefined || value === null ? {} : objectAt(value, path);
}

/** The string, or a 400 that names the field. */
export function stringAt(value: unknown, path: string): string {
  if (typeof value === "string") return value;
  throw expected(path, "a string", value ?? null);
}

/** The array of objects, or a 400 that names the field. */
export function objectsAt(value: unknown, path: string): Json[] {
  if (!Array.isArray(value)) throw expected(path, "an array", value ?? null);
  return value.map((item, at) => objectAt(item, `${path}[${at}]`));
}

/** A finite number within bounds; undefined when the field is absent or null. */
export function numberAt(value: unknown, path: string, min: number, max: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "number" && value >= min && value <= max) return value;
  throw expected(path, `a number from ${min} to ${max}`, typeof value === "number" ? undefined : value);
}

/** An integer of at least 1; undefined when the field is absent or null. */
export function countAt(value: unknown, path: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (Number.isSafeInteger(value) && (value as number) >= 1) return value as number;
  throw expected(path, "a whole number of at least 1");
}

/** Sets a field, unless its value is undefined. */
export function put(to: Json, name: string, value: unknown): void {
  if (value !== undefined) to[name] = value;
}

/** The object without undefined fields. */
export function defined<T extends Json>(object: T): T {
  const entries: Json = {};
  for (const name in object) if (object[name] !== undefined) entries[name] = object[name];
  return entries as T;
}
