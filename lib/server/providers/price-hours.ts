import type { Hours } from "@/lib/contract/pricing";
import { dayBit, minutesOf, UTC_DAYS } from "@/lib/models/price-schedule";

/** Fields that limit when a price applies. */
export const PRICE_CONDITIONS: ReadonlySet<string> = new Set(["min_prompt_tokens", "utc_start", "utc_end", "utc_days"]);

const EVERY_DAY = (1 << UTC_DAYS.length) - 1;

/**
 * The hours of an entry's price, from `utc_start` and `utc_end` (HHMM or `HH:MM`) and `utc_days`; null for always,
 * undefined when invalid.
 */
export function hoursIn({ utc_start, utc_end, utc_days }: Record<string, unknown>): Hours | null | undefined {
  if (utc_start == null && utc_end == null && utc_days == null) return null;
  const start = utc_start == null ? 0 : timeIn(utc_start);
  const end = utc_end == null ? 0 : timeIn(utc_end);
  const days = utc_days == null ? EVERY_DAY : daysIn(utc_days);
  if (Number.isNaN(minutesOf(start)) || Number.isNaN(minutesOf(end)) || days === 0) return undefined;
  // From 9 to 9 may be all day or never.
  if (start === end && start !== 0) return undefined;
  return { start, end, days };
}

function timeIn(value: unknown): number {
  if (typeof value === "number") return value;
  const text = typeof value === "string" ? value.trim().replace(":", "") : "";
  return /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
}

/** Days by name, possibly shortened, or by number from Sunday, as bits. 0 when one is invalid. */
function daysIn(value: unknown): number {
  if (!Array.isArray(value)) return 0;
  const bits = value.map((day) => {
    if (typeof day === "number") return Number.isInteger(day) && day >= 0 && day <= 6 ? 1 << day : 0;
    if (typeof day !== "string" || day.length < 3) return 0;
    return dayBit(UTC_DAYS.find((name) => name.startsWith(day.trim().toLowerCase())) ?? "");
  });
  return bits.includes(0) ? 0 : bits.reduce((all, bit) => all | bit, 0);
}
