import { DAY_MS } from "@/lib/contract/time-units";

/** UTC calendar periods after which a spend limit resets; a week starts on Monday. */
export const LIMIT_PERIODS = ["day", "week", "month"] as const;
export type LimitPeriod = (typeof LIMIT_PERIODS)[number];

/** The periods of a spend limit, and "total" for all spending ever. */
export const LIMIT_SPANS = ["total", ...LIMIT_PERIODS] as const;
type LimitSpan = (typeof LIMIT_SPANS)[number];

export type SpendBySpan = Readonly<Record<LimitSpan, number>>;

/** A key's spend limits in USD; null for none. */
export type SpendLimits = Readonly<Record<LimitSpan, number | null>>;

/** A limit's state: USD, and the end of its period as ISO 8601, null for the total. */
export interface LimitState {
  span: LimitSpan;
  limitUsd: number;
  usedUsd: number;
  remainingUsd: number;
  resetsAt: string | null;
}

/** The start of each period that includes a time, ISO 8601. */
export function periodStarts(at: Date): Record<LimitPeriod, string> {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  const month = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  return { day: iso(day), week: iso(day - sinceMonday * DAY_MS), month: iso(month) };
}

/** The end of the period that includes a time, ISO 8601. */
function periodEnd(period: LimitPeriod, at: Date): string {
  if (period === "month") return iso(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  const days = period === "day" ? 1 : 7;
  return iso(Date.parse(periodStarts(at)[period]) + days * DAY_MS);
}

/** The state of each limit that is set. */
export function limitStates(limits: SpendLimits, spent: SpendBySpan, at: Date): LimitState[] {
  return LIMIT_SPANS.flatMap((span) => {
    const limitUsd = limits[span];
    if (limitUsd === null) return [];
    const usedUsd = spent[span];
    const resetsAt = span === "total" ? null : periodEnd(span, at);
    return [{ span, limitUsd, usedUsd, remainingUsd: Math.max(0, limitUsd - usedUsd), resetsAt }];
  });
}

/** The limit with the smallest remaining amount; undefined when none is set. */
export function tightestLimit(states: readonly LimitState[]): LimitState | undefined {
  return states.reduce<LimitState | undefined>(
    (least, state) => (least && least.remainingUsd <= state.remainingUsd ? least : state),
    undefined,
  );
}

/** Whether any limit is set. */
export function hasLimit(limits: SpendLimits): boolean {
  return LIMIT_SPANS.some((span) => limits[span] !== null);
}

const iso = (ms: number) => new Date(ms).toISOString();
