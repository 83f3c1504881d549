import { z } from "zod";
import { isRecord } from "@/lib/contract/json-object";
import { NetError } from "@/lib/net/errors";

/** Longest stored description, in characters. */
const MAX_TEXT = 50 * 1024;

/** A field that never invalidates its row: `read` handles any value, or none. */
const field = <T>(read: (raw: unknown) => T) => z.unknown().optional().transform(read);

/** The value as sent, null when missing: for prices, which lib/models/price parses. */
export const raw = field((value) => value ?? null);

/** Trimmed, non-empty text of at most 50 kB; otherwise null. */
export const text = field((value) => {
  const trimmed = typeof value === "string" ? value.trim() : "";
  return trimmed === "" ? null : trimmed.slice(0, MAX_TEXT).replace(/[\uD800-\uDBFF]$/, "");
});

/** A finite number, also as text; otherwise null. */
export const figure = field((value) => {
  const n = toNumber(value);
  return Number.isFinite(n) ? n : null;
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

/** A boolean, or 1 or 0, also as text; otherwise null. */
export const flag = field(toFlag);

/** The distinct strings in a list, or in text that is one, trimmed; skips anything else. */
export const words = field(toWords);

/** Text with information: null for "unknown" and the like. */
export const stated = text.transform((name) => (name === null || NOTHING.test(name) ? null : name));
const NOTHING = /^(?:unknown|unspecified|none|null|undefined|n\/?a|nan|other|-+)$/i;

/** A precision in lower case: `fp8`; otherwise null. */
export const precision = stated.transform((name) => name?.toLowerCase() ?? null);

/** A month or day: `2025-06` or `2025-06-30`; otherwise null. */
export const day = field((value) => {
  const [date] = (typeof value === "string" && /^\d{4}-(?:0[1-9]|1[0-2])(?:-\d{2})?(?![\d-])/.exec(value.trim())) || [];
  return date ?? null;
});

/** A repository of the hub, by its name or its address; otherwise null. */
export const repository = field((value) => {
  const path =
    typeof value === "string" ? value.trim().replace(/^https?:\/\/(?:www\.)?(?:huggingface\.co|hf\.co)\//, "") : "";
  const [, name, rest] = /^([\w.-]+\/[\w.-]+)(.*)$/.exec(path) ?? [];
  const linked = typeof value === "string" && value.trim() !== path;
  return name !== undefined && (rest === "" || (linked && /^[/?#]/.test(rest ?? ""))) ? name : null;
});

/** The entries of a list or an object as `[key, value]`; the key is null in a list. */
export const entries = field((value): [string | null, unknown][] => {
  if (Array.isArray(value)) return value.map((entry) => [null, entry]);
  return isRecord(value) ? Object.entries(value) : [];
});

/** The names of an object's true fields and of its false ones; strings in a list are all true. */
export const fields = field((value): { yes: string[]; no: string[] } => {
  if (!isRecord(value)) return { yes: toWords(value), no: [] };
  const named = (on: boolean) => Object.keys(value).filter((key) => toFlag(value[key]) === on);
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

/** The prices of a row under these names, and those under conditions. */
export const prices = within({ ...PRICE_PARTS, overrides: raw });

/** The ID exactly as sent; null when it is not text or blank. */
export function usableId(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

/** Hosts and engines that some gateways state as the author. */
const NOT_MAKERS = new Set(["system", "unknown", "vllm", "sglang", "fireworks", "deepinfra", "novita", "together"]);

/** The model's author; null when a host or an engine is stated instead. */
export function makerOf(name: string | null): string | null {
  return name === null || NOT_MAKERS.has(name.trim().toLowerCase()) ? null : name;
}

/**
 * The raw rows of a response: a bare array, or the list under `key`. Throws a NetError that states what was received
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

function toFlag(value: unknown): boolean | null {
  const word = typeof value === "string" ? value.trim().toLowerCase() : value;
  if (word === true || word === 1 || word === "true" || word === "1") return true;
  return word === false || word === 0 || word === "false" || word === "0" ? false : null;
}

function toWords(value: unknown): string[] {
  const list = typeof value === "string" ? value.split(/[,;|+]/) : value;
  const texts = Array.isArray(list) ? list.filter((word) => typeof word === "string") : [];
  return [...new Set(texts.map((word) => word.trim()).filter((word) => word !== ""))];
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
  if (typeof value === "string") {
    const [, year, month, day] = /^\s*(\d{4})-(\d{2})-(\d{2})/.exec(value) ?? [];
    return midnight(Number(year), Number(month), Number(day)) && wholeSeconds(Date.parse(value) / 1000);
  }
  if (!isRecord(value)) return null;
  return midnight(toNumber(value.year), toNumber(value.month), toNumber(value.day));
}

/** The start of a day; null for a nonexistent date. */
function midnight(year: number, month: number, day: number): number | null {
  const time = new Date(Date.UTC(year, month - 1, day));
  const exists = time.getUTCMonth() === month - 1 && time.getUTCDate() === day;
  return exists ? wholeSeconds(time.getTime() / 1000) : null;
}

function wholeSeconds(figure: number): number | null {
  return figure >= 1 ? Math.trunc(figure) : null;
}
