import type { Message } from "@/lib/contract/conversation";

/** What an answer was and cost: tokens, cost, first token, speed. Unknown figures are left out. */
export function figuresOf({ facts }: Message): string[] {
  const usage = facts?.usage;
  const writing =
    facts?.duration_ms != null && facts.first_token_ms != null ? facts.duration_ms - facts.first_token_ms : null;
  const speed = usage && writing && writing > 200 ? usage.completion_tokens / (writing / 1000) : null;
  return [
    usage ? `${usage.prompt_tokens} in · ${usage.completion_tokens} out${usage.estimated ? " (our count)" : ""}` : null,
    usage ? costText(usage.cost ?? null) : null,
    facts?.first_token_ms == null ? null : `first token ${(facts.first_token_ms / 1000).toFixed(2)} s`,
    speed === null ? null : `${Math.round(speed).toLocaleString("en-US")} t/s`,
  ].filter((part) => part !== null);
}

/** A cost in USD as it is shown; an unknown one is said to be so, never 0. */
export function costText(usd: number | null): string {
  if (usd === null) return "cost unknown";
  if (usd === 0) return "$0";
  return usd < 0.0001 ? "< $0.0001" : `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
