import type { UsageSum } from "@/lib/contract/usage";
import { costText, countOf, dayText } from "@/lib/models/format";

const DAY_MS = 86_400_000;
/** With more bars, the gaps shrink. */
const MAX_SPACED_BARS = 31;

interface UsageChartProps {
  days: readonly (UsageSum & { day: string })[];
  /** ISO 8601. */
  since: string;
  /** ms since 1970. */
  now: number;
}

/** Cost per day as bars; requests per day if nothing was charged. */
export function UsageChart({ days, since, now }: UsageChartProps) {
  const byDay = new Map(days.map((sum) => [sum.day, sum]));
  const priced = days.some(({ cost_usd }) => cost_usd > 0);
  const bars = daysBetween(Date.parse(since), now).map((day) => {
    const { requests = 0, cost_usd = 0 } = byDay.get(day) ?? {};
    return { day, requests, cost: cost_usd, height: priced ? cost_usd : requests };
  });
  const max = Math.max(...bars.map(({ height }) => height));
  return (
    <ul
      aria-label={priced ? "Cost by day" : "Requests by day"}
      className={`flex h-23 items-end rounded-b-panel border-x border-b border-line px-4.5 pt-4 pb-3.5 max-md:px-3.5 ${bars.length > MAX_SPACED_BARS ? "gap-px" : "gap-1 max-md:gap-0.5"}`}
    >
      {bars.map(({ day, requests, cost, height }) => {
        const text = `${dayText(Date.parse(day))}: $${costText(cost)}, ${countOf(requests, "request")}`;
        return (
          <li key={day} title={text} className="group flex h-full min-w-0 flex-1 items-end">
            <span className="sr-only">{text}</span>
            <i
              aria-hidden="true"
              className="block min-h-0.5 w-full rounded-t-tag bg-chart forced-color-adjust-none group-hover:bg-accent"
              style={{ height: `${max > 0 ? (height / max) * 100 : 0}%` }}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** The days from one time to another, in UTC: "2026-11-29". */
function daysBetween(from: number, to: number): string[] {
  const first = Math.floor(from / DAY_MS);
  const count = Math.max(1, Math.floor(to / DAY_MS) - first + 1);
  return Array.from({ length: count }, (_, i) => new Date((first + i) * DAY_MS).toISOString().slice(0, 10));
}
