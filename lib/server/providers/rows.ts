import { z } from "zod";
import { NetError } from "@/lib/net/errors";

/** Longest stored description, in characters. */
const MAX_TEXT = 50 * 1024;

/** A field that never invalidates its row: `read` handles any value, or none. */
const field = <T>(read: (raw: unknown) => T) => z.unknown().optional().transform(read);

/** The value as sent, null when missing: for prices, which lib/models/price parses. */
export const raw = field((value) => value ?? null);

/** Trimmed, non-empty text of at most 50 kB; otherwise null. */
export const text = field((value) => {
  const said = typeof value === "string" ? value.trim() : "";
  return said === "" ? null : said.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/, "");
});

/** A limit in tokens: an integer over 0; otherwise null. */
export const count = field((value) => {
  const n = Math.trunc(toNumber(value));
  return n > 0 && Number.isSafeInteger(n) ? n : null;
});

/** A measured figure over 0; otherwise null. */
export const measure = field((value) => {
  const n = toNumber(value);
  return n > 0 && Number.isFinite(n) ? n : null;
});

/** Unix time in seconds, from seconds or a smaller unit, a date as text, or `{year, month, day}`; 0 is null. */
export const seconds = field(toSeconds);

/** A boolean, or 1 or 0; otherwise null. */
export const flag = field((value) =>
  value === true || value === 1 ? true : value === false || value === 0 ? false : null,
);

/** The strings in a list; skips anything else. */
export const words = field((value) => (Array.isArray(value) ? value.filter((word) => typeof word === "string") : []));

/** The entries of a list or an object as `[key, value]`; the key is null in a list. */
export const entries = field((value): [string | null, unknown][] => {
  if (Array.isArray(value)) return value.map((entry) => [null, entry]);
  return isRecord(value) ? Object.entries(value) : [];
});

/** The names of an object's true fields and of its false ones; strings in a list are all true. */
export const fields = field((value): { yes: string[]; no: string[] } => {
  if (Array.isArray(value)) return { yes: value.filter((word) => typeof word === "string"), no: [] };
  if (!isRecord(value)) return { yes: [], no: [] };
  const named = (said: boolean) => Object.keys(value).filter((key) => value[key] === said);
  return { yes: named(true), no: named(false) };
});

/** The objects in a list; skips anything else. */
export const records = field((value) => (Array.isArray(value) ? value.filter(isRecord) : []));

/** An object in a row; null for anything else. */
export function within<Shape extends z.ZodRawShape>(shape: Shape) {
  const schema = z.object(shape);
  return field((value) => (isRecord(value) ? schema.parse(value) : null));
}

/** The parts of a price under OpenRouter's names, which others have adopted. */
export const PRICE_PARTS = {
  prompt: raw,
  completion: raw,
  image: raw,
  image_output: raw,
  audio: raw,
  audio_output: raw,
  web_search: raw,
  request: raw,
  input_cache_read: raw,
  input_cache_write: raw,
  input_cache_write_1h: raw,
  discount: raw,
};

/** The prices of a row under these names. */
export const prices = within(PRICE_PARTS);

/** Whether a value is an object rather than an array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The ID exactly as sent; null when it is not text or blank. */
export function usableId(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Hosts and engines that some gateways state as the author. */
const NOT_MAKERS = new Set(["system", "unknown", "vllm", "sglang", "fireworks", "deepinfra", "novita", "together"]);

/** The model's author; null when a host or an engine is stated instead. */
export function makerOf(said: string | null): string | null {
  return said === null || NOT_MAKERS.has(said.trim().toLowerCase()) ? null : said;
}

/**
 * The raw rows of a response: a bare array, or the list under `key`. Throws a NetError that says what was received
 * instead: an error with status 200, `{data: null}`, anything that is not a list.
 */
export function rowsIn(body: unknown, key: string): unknown[] {
  if (Array.isArray(body)) return body;
  const list = isRecord(body) ? body[key] : undefined;
  if (Array.isArray(list)) return list;
  throw new NetError(
    "bad_shape",
    `the answer was expected to be a list or {${key}: [...]}, but is ${shapeOf(body, key)}`,
  );
}

function shapeOf(body: unknown, key: string): string {
  if (!isRecord(body)) return body === null ? "null" : `a ${typeof body}`;
  if (body.error) return `an error: ${messageOf(body.error)}`;
  if (Object.hasOwn(body, key)) return `{${key}: ${body[key] === null ? "null" : typeof body[key]}}`;
  return `an object with ${Object.keys(body).slice(0, 5).join(", ") || "no fields"}`;
}

function messageOf(error: unknown): string {
  const message = isRecord(error) ? error.message : error;
  return typeof message === "string" ? message.slice(0, 200) : "without a message";
}

function toNumber(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : Number.NaN;
}

/** In the year 5138: larger values have a smaller unit. */
const LATEST_SECOND = 1e11;

function toSeconds(value: unknown): number | null {
  const figure = toNumber(value);
  if (!Number.isNaN(figure)) {
    const unit = [1, 1e3, 1e6, 1e9].find((perSecond) => figure / perSecond <= LATEST_SECOND);
    return unit === undefined ? null : wholeSeconds(figure / unit);
  }
  if (typeof value === "string")
    return /^\d{4}-\d{2}-\d{2}/.test(value) ? wholeSeconds(Date.parse(value) / 1000) : null;
  if (!isRecord(value)) return null;
  const { year, month, day } = value;
  if (typeof year !== "number" || typeof month !== "number" || typeof day !== "number" || year < 1970) return null;
  return wholeSeconds(Date.UTC(year, month - 1, day) / 1000);
}

function wholeSeconds(figure: number): number | null {
  return figure >= 1 ? Math.trunc(figure) : null;
}
