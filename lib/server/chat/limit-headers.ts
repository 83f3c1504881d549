import type { LimitState } from "@/lib/models/spend-limits";

/** Response headers for the remaining amounts of a key's spend limits: USD, and seconds until a period ends. */
export function limitHeaders(states: readonly LimitState[], now: () => number = Date.now): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { span, limitUsd, remainingUsd, resetsAt } of states) {
    const name = span === "total" ? "usd" : `usd-${span}`;
    headers[`x-ratelimit-limit-${name}`] = String(limitUsd);
    headers[`x-ratelimit-remaining-${name}`] = String(Number(remainingUsd.toPrecision(12)));
    if (resetsAt)
      headers[`x-ratelimit-reset-${name}`] = `${Math.max(0, Math.ceil((Date.parse(resetsAt) - now()) / 1000))}s`;
  }
  return headers;
}
