/** A part of the calendar in UTC that a spend limit starts over with; a week begins on Monday. */
export const LIMIT_PERIODS = ["day", "week", "month"] as const;
export type LimitPeriod = (typeof LIMIT_PERIODS)[number];

/** What a spend limit counts: all that was ever spent, or what was spent in a period. */
export const LIMIT_SPANS = ["total", ...LIMIT_PERIODS] as const;
export type LimitSpan = (typeof LIMIT_SPANS)[number];

/** USD by span. */
export type SpendBySpan = Readonly<Record<LimitSpan, number>>;

/** The spend limits of a key in USD; null where it has none. */
export type SpendLimits = Readonly<Record<LimitSpan, number | null>>;

/** What a limit says at a time: USD, and when its period ends as ISO 8601, null for the total. */
export interface LimitState {
  span: LimitSpan;
  limitUsd: number;
  usedUsd: number;
  remainingUsd: number;
  resetsAt: string | null;
}

const DAY_MS = 86_400_000;

/** When each period began that a time is in, ISO 8601. */
export function periodStarts(at: Date): Record<LimitPeriod, string> {
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate());
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  const month = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
  return { day: iso(day), week: iso(day - sinceMonday * DAY_MS), month: iso(month) };
}

/** When the period ends that a time is in, ISO 8601. */
export function periodEnd(period: LimitPeriod, at: Date): string {
  if (period === "month") return iso(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1));
  const days = period === "day" ? 1 : 7;
  return iso(Date.parse(periodStarts(at)[period]) + days * DAY_MS);
}

/** The limits that are set, as they stand at a time. */
export function limitStates(limits: SpendLimits, spent: SpendBySpan, at: Date): LimitState[] {
  return LIMIT_SPANS.flatMap((span) => {
    const limitUsd = limits[span];
    if (limitUsd === null) return [];
    const usedUsd = spent[span];
    const resetsAt = span === "total" ? null : periodEnd(span, at);
    return [{ span, limitUsd, usedUsd, remainingUsd: Math.max(0, limitUsd - usedUsd), resetsAt }];
  });
}

/** The limit that has least left; undefined where none is set. */
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
