/**
 * Fields that a range filter can apply to, each with its unit, an example, and suggested steps; `most` when a limit is
 * usually a minimum.
 */
export const BOUND_FIELDS = {
  ctx: { of: "tokens of context", example: "128k", steps: [32_000, 128_000, 200_000, 1_000_000], most: true },
  in: { of: "USD per 1M input tokens", example: "0.5", steps: [0, 0.1, 0.5, 1, 5], most: false },
  out: { of: "USD per 1M output tokens", example: "2", steps: [0, 0.5, 1, 5, 15], most: false },
  blend: { of: "USD per 1M tokens, three in to one out", example: "1", steps: [], most: false },
  month: { of: "USD a month for the workload", example: "20", steps: [], most: false },
  speed: { of: "output tokens per second", example: "100", steps: [50, 100, 200], most: true },
  params: { of: "parameters", example: "40b", steps: [8e9, 40e9, 100e9], most: false },
  cutoff: { of: "the month that its knowledge ends", example: "2026-01", steps: [], most: true },
  age: { of: "days since release", example: "90d", steps: [30, 90, 365], most: false },
  spread: { of: "gateways that have the model", example: "2", steps: [2, 4, 8], most: true },
} as const satisfies Record<string, { of: string; example: string; steps: readonly number[]; most: boolean }>;
/** Fields of the model itself; all others belong to each offer. */
export const MODEL_FIELDS = [
  "params",
  "cutoff",
  "age",
  "spread",
] as const satisfies readonly (keyof typeof BOUND_FIELDS)[];
export type ModelField = (typeof MODEL_FIELDS)[number];

export type BoundField = keyof typeof BOUND_FIELDS;
export const BOUND_NAMES = Object.keys(BOUND_FIELDS) as BoundField[];

/** Names in URLs and the search field that differ from the key. */
const CALLED: Partial<Record<BoundField, string>> = { spread: "gateways" };

/** The field's name in URLs and in the search field. */
export function boundName(field: BoundField): string {
  return CALLED[field] ?? field;
}

export type BoundSign = "<=" | ">=" | "<" | ">" | "=";

/** A range filter; an unknown figure never matches. `age` in days, prices in USD per 1M, `cutoff` YYYYMM. */
export interface Bound {
  field: BoundField;
  sign: BoundSign;
  value: number;
}

const LARGEST = 1e12;
const SCALE = { "": 1, k: 1e3, m: 1e6, b: 1e9 } as const;
const DAYS = { "": 1, d: 1, w: 7, m: 30, y: 365 } as const;
const NUMBER = /^\$?((?:\d{1,3}(?:,\d{3}){1,4}|\d{0,13})(?:\.\d{1,9})?)([a-z]?)\$?$/i;

/** Parses a typed value: 200k, 1.5m, 200,000, $.5, 5$; for ages 90d, 2w, 6m, 1y. Null for anything else. */
export function readBoundValue(field: BoundField, text: string): number | null {
  if (field === "cutoff") return readMonth(text);
  const units: Record<string, number> = field === "age" ? DAYS : SCALE;
  const [, digits = "", unit = ""] = NUMBER.exec(text) ?? [];
  const scale = units[unit.toLowerCase()];
  if (digits === "" || scale === undefined) return null;
  const value = Number((Number(digits.replaceAll(",", "")) * scale).toPrecision(15));
  return value <= LARGEST ? value : null;
}

/** `2026-01`, or `2026` for its first month, as 202601; null for anything else. */
function readMonth(text: string): number | null {
  const [, year, month = "01"] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  return year === undefined ? null : Number(year) * 100 + Number(month);
}

/** Whether a figure matches; NaN (unknown) never does. */
export function matchesBound(figure: number, { sign, value }: Bound): boolean {
  if (sign === "<") return figure < value;
  if (sign === "<=") return figure <= value;
  if (sign === ">") return figure > value;
  return sign === ">=" ? figure >= value : figure === value;
}

/** Formats a range filter as typed: `ctx>=200k`. `parseBounds` is the inverse. */
export function formatBound({ field, sign, value }: Bound): string {
  const name = boundName(field);
  if (field === "age") return `age${sign}${plain(value)}d`;
  if (field === "cutoff") return `cutoff${sign}${monthText(value)}`;
  if (field === "params" && value >= 1e9 && value % 1e8 === 0) return `params${sign}${plain(value / 1e9)}b`;
  if (value >= 1e6 && value % 1e5 === 0) return `${name}${sign}${plain(value / 1e6)}m`;
  return `${name}${sign}${value >= 1e3 && value % 1e3 === 0 ? `${plain(value / 1e3)}k` : plain(value)}`;
}

/** 202601 as `2026-01`. */
export function monthText(month: number): string {
  return `${Math.floor(month / 100)}-${String(month % 100).padStart(2, "0")}`;
}

function plain(value: number): string {
  return value > 0 && value < 1e-6 ? value.toFixed(9).replace(/0+$/, "") : String(value);
}

/** Parses `ctx>=200k,in<1`, skipping invalid parts. Of two equal bounds, the last wins. */
export function parseBounds(text: string): Bound[] {
  let bounds: Bound[] = [];
  for (const part of text.split(",")) {
    const [, name = "", sign = "", digits = ""] = /^\s*([a-z]+)\s*(<=|>=|<|>|=)\s*(\S+)\s*$/i.exec(part) ?? [];
    const field = BOUND_NAMES.find((boundField) => boundName(boundField) === name.toLowerCase());
    const value = field ? readBoundValue(field, digits) : null;
    if (field && value !== null) bounds = withBound(bounds, { field, sign: sign as BoundSign, value });
  }
  return bounds;
}

/** Adds a bound, replacing one on the same side of the same field. */
export function withBound(bounds: readonly Bound[], bound: Bound): Bound[] {
  return [...bounds.filter((b) => b.field !== bound.field || side(b) !== side(bound)), bound];
}

function side({ sign }: Bound): string {
  return sign[0] ?? "";
}
