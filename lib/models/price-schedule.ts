import type { Hours, PriceTier, PriceWindow, Pricing } from "@/lib/contract/pricing";

/** Days of the week in UTC, in the order of `Date.getUTCDay`. */
export const UTC_DAYS: readonly string[] = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
];
const DAY_MINUTES = 24 * 60;
const EVERY_DAY = 0b1111111;

/** Minutes since midnight of an HHMM time; NaN when invalid. 2400 is the end of a day. */
export function minutesOf(hhmm: number): number {
  const [hours, minutes] = [Math.floor(hhmm / 100), hhmm % 100];
  const total = hours * 60 + minutes;
  return Number.isInteger(hhmm) && hhmm >= 0 && minutes < 60 && total <= DAY_MINUTES ? total : Number.NaN;
}

/** Minutes as an HHMM time; the end of a day is 0. */
function hhmmOf(minutes: number): number {
  const within = minutes % DAY_MINUTES;
  return Math.floor(within / 60) * 100 + (within % 60);
}

/** The hours of a price window as a schedule, in UTC. */
export function hoursOf({ utc_start, utc_end, utc_days }: PriceWindow): Hours {
  const days = utc_days?.reduce((bits, day) => bits | dayBit(day), 0) ?? EVERY_DAY;
  return { start: utc_start, end: utc_end, days };
}

/** The bit of a day by its name, 0 when unknown. */
export function dayBit(name: string): number {
  const weekday = UTC_DAYS.indexOf(name.toLowerCase());
  return weekday < 0 ? 0 : 1 << weekday;
}

function holdsAt(hours: Hours, at: Date): boolean {
  const now = at.getUTCHours() * 60 + at.getUTCMinutes();
  return ((hours.days >> at.getUTCDay()) & 1) === 1 && holdsAtMinute(hours, now);
}

/** The fraction of a week that a window covers, from 0 to 1. */
export function shareOf({ start, end, days }: Hours): number {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  const minutes = to > from ? to - from : to - from + DAY_MINUTES;
  const dayCount = UTC_DAYS.filter((_, day) => (days >> day) & 1).length;
  return ((minutes / DAY_MINUTES) * dayCount) / UTC_DAYS.length;
}

function holdsAtMinute({ start, end }: Pick<Hours, "start" | "end">, minute: number): boolean {
  const [from, to] = [minutesOf(start), minutesOf(end)];
  return to > from ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The prices of a call that starts at `at` with this many input tokens. */
export function pricesAt(pricing: Pricing, at: Date, promptTokens: number): Omit<Pricing, "tiers" | "windows"> {
  if (!pricing.windows && !pricing.tiers) return pricing;
  const { windows = [], tiers = [], ...standard } = pricing;
  const window = windows.find((priceWindow) => holdsAt(hoursOf(priceWindow), at));
  const base = window ? { ...standard, ...pricesOf(window) } : standard;
  const tier = (window ? window.tiers : tiers)?.findLast(({ above }) => promptTokens > above);
  return tier ? { ...base, ...pricesOf(tier) } : base;
}

function pricesOf({ prompt, completion, input_cache_read }: Omit<PriceTier, "above">): Omit<PriceTier, "above"> {
  return { prompt, completion, ...(input_cache_read === undefined ? {} : { input_cache_read }) };
}

/** Prices under conditions, in OpenRouter's format: later ones override earlier ones field by field. */
export interface PriceOverride {
  /** For prompts of more than this many tokens. */
  above: number | null;
  hours: Hours | null;
  prices: { prompt?: string; completion?: string; input_cache_read?: string };
}

/** Resolves overrides of a price into tiers that apply all day, and non-overlapping windows. */
export function scheduleOf(
  base: Pick<Pricing, "prompt" | "completion" | "input_cache_read">,
  overrides: readonly PriceOverride[],
): Pick<Pricing, "tiers" | "windows"> {
  const always = priceUnder(
    base,
    overrides.filter(({ hours }) => hours === null),
  );
  const cuts = new Set([0]);
  for (const { hours } of overrides) {
    if (hours) for (const time of [hours.start, hours.end]) cuts.add(minutesOf(time) % DAY_MINUTES);
  }
  const times = [...cuts].sort((a, b) => a - b);
  const windows: PriceWindow[] = times.flatMap((from, i) => windowsFrom(from, times[i + 1] ?? DAY_MINUTES));
  function windowsFrom(from: number, to: number): PriceWindow[] {
    const byPrice = new Map<string, { days: number; price: PriceUnder }>();
    for (let day = 0; day < UTC_DAYS.length; day++) {
      const price = priceUnder(
        base,
        overrides.filter(({ hours }) => hours === null || ((hours.days >> day) & 1 && holdsAtMinute(hours, from))),
      );
      const key = JSON.stringify(price);
      const window = byPrice.get(key);
      if (window) window.days |= 1 << day;
      else if (key !== JSON.stringify(always)) byPrice.set(key, { days: 1 << day, price });
    }
    return [...byPrice.values()].map(({ days, price }) => ({
      utc_start: hhmmOf(from),
      utc_end: hhmmOf(to),
      ...(days === EVERY_DAY ? {} : { utc_days: UTC_DAYS.filter((_, day) => (days >> day) & 1) }),
      ...price,
    }));
  }
  const joined = joinWindows(windows);
  return { ...(always.tiers ? { tiers: always.tiers } : {}), ...(joined.length > 0 ? { windows: joined } : {}) };
}

type PriceUnder = Omit<PriceTier, "above"> & { tiers?: PriceTier[] };

/** The price where all of these overrides apply, with a tier for each prompt length that any of them names. */
function priceUnder(base: Omit<PriceTier, "above">, overrides: readonly PriceOverride[]): PriceUnder {
  const upTo = (tokens: number | null): Omit<PriceTier, "above"> => {
    const holding = overrides.filter(({ above }) => above === null || (tokens !== null && above <= tokens));
    return Object.assign(pricesOf({ ...base }), ...holding.map(({ prices }) => prices));
  };
  const lengths = [...new Set(overrides.flatMap(({ above }) => above ?? []))].sort((a, b) => a - b);
  const standard = upTo(null);
  let below = JSON.stringify(standard);
  const tiers = lengths.flatMap((above) => {
    const price = upTo(above);
    const same = JSON.stringify(price) === below;
    below = JSON.stringify(price);
    return same ? [] : [{ above, ...price }];
  });
  return { ...standard, ...(tiers.length > 0 ? { tiers } : {}) };
}

/** Joins adjacent windows with the same price on the same days, also across midnight. */
function joinWindows(windows: readonly PriceWindow[]): PriceWindow[] {
  const joined: PriceWindow[] = [];
  const alike = (a: PriceWindow, b: PriceWindow) =>
    JSON.stringify({ ...a, utc_start: 0, utc_end: 0 }) === JSON.stringify({ ...b, utc_start: 0, utc_end: 0 });
  for (const window of windows) {
    const previous = joined.findLast((other) => other.utc_end === window.utc_start && alike(other, window));
    if (previous && window.utc_start !== 0) previous.utc_end = window.utc_end;
    else joined.push({ ...window });
  }
  for (const morning of joined.filter(({ utc_start, utc_end }) => utc_start === 0 && utc_end !== 0)) {
    const night = joined.find((other) => other !== morning && other.utc_end === 0 && alike(other, morning));
    if (!night || night.utc_days) continue;
    night.utc_end = morning.utc_end;
    joined.splice(joined.indexOf(morning), 1);
  }
  return joined;
}
