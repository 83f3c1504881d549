/** How a model is used: tokens per call, and calls. */
export interface Workload {
  input: number;
  output: number;
  /** Percentage of the prompt that is read from the cache. */
  cached: number;
  calls: number;
}

/** Prices are blended at the same 3 input : 1 output ratio. */
export const DEFAULT_WORKLOAD: Workload = { input: 3_000, output: 1_000, cached: 0, calls: 300 };

/** The fields of a workload: URL parameter, name, and maximum. */
export const WORKLOAD_FIELDS = [
  ["input", "tokens_in", "tokens in", 10_000_000],
  ["output", "tokens_out", "tokens out", 10_000_000],
  ["cached", "cached", "% cached", 100],
  ["calls", "calls", "calls a day", 1_000_000_000],
] as const satisfies readonly (readonly [keyof Workload, string, string, number])[];

/** Parses `tokens_in=3k&tokens_out=1000&cached=50&calls=1m`. Invalid fields keep their default. */
export function parseWorkload(params: URLSearchParams): Workload {
  const workload = { ...DEFAULT_WORKLOAD };
  for (const [field, param, , max] of WORKLOAD_FIELDS) {
    const value = parseCount(params.get(param) ?? "");
    if (value !== null) workload[field] = Math.min(max, value);
  }
  return workload;
}

/** The shortest URL parameters of a workload; `parseWorkload` is the inverse. */
export function formatWorkload(workload: Workload): URLSearchParams {
  const params = new URLSearchParams();
  for (const [field, param] of WORKLOAD_FIELDS) {
    if (workload[field] !== DEFAULT_WORKLOAD[field]) params.set(param, String(workload[field]));
  }
  return params;
}

/** A typed integer: "3000", "3,000", "3k", "1.5M"; null for anything else. */
function parseCount(text: string): number | null {
  const [, digits, unit = ""] = /^(\d[\d,_]*(?:\.\d+)?)([km]?)%?$/i.exec(text.replace(/\s/g, "")) ?? [];
  if (digits === undefined) return null;
  const scale = { "": 1, k: 1e3, m: 1e6 }[unit.toLowerCase()] ?? 1;
  return Math.round(Number(digits.replace(/[,_]/g, "")) * scale);
}
