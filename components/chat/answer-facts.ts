import type { Message } from "@/lib/contract/conversation";

interface AnswerFigure {
  name: "Tokens" | "Cost" | "First token" | "Speed";
  /** In a line of figures. */
  text: string;
  /** Below its name. */
  short: string;
  /** For comparison: less is better, except for the speed; null if it cannot be compared. */
  value: number | null;
}

/** The figures of an answer: tokens, cost, first token, speed. Unknown ones are omitted. */
export function figuresOf({ facts }: Message): AnswerFigure[] {
  const usage = facts?.usage;
  const figures: AnswerFigure[] = [];
  if (usage) {
    const { prompt_tokens: input, completion_tokens: output, estimated, cost = null } = usage;
    const text = `${input} in, ${output} out${estimated ? " (estimated)" : ""}`;
    figures.push({ name: "Tokens", text, short: `${input} / ${output}`, value: null });
    figures.push({ name: "Cost", text: costText(cost), short: costText(cost), value: cost });
  }
  const first = facts?.first_token_ms;
  if (first != null) {
    const seconds = `${(first / 1000).toFixed(2)} s`;
    figures.push({ name: "First token", text: `${seconds} to first token`, short: seconds, value: first });
  }
  const writing = facts?.duration_ms != null && first != null ? facts.duration_ms - first : null;
  if (usage && writing && writing > 200) {
    const speed = usage.completion_tokens / (writing / 1000);
    const text = `${Math.round(speed).toLocaleString("en-US")} tokens/s`;
    figures.push({ name: "Speed", text, short: text, value: speed });
  }
  return figures;
}

/** The names of the figures that are better than those of all other answers; none if two are equal. */
export function bestFigures(message: Message, others: readonly Message[]): ReadonlySet<AnswerFigure["name"]> {
  const best = new Set<AnswerFigure["name"]>();
  const rivals = others.map(figuresOf);
  for (const { name, value } of figuresOf(message)) {
    const values = rivals.flatMap((figures) => figures.find((figure) => figure.name === name)?.value ?? []);
    if (value === null || values.length === 0) continue;
    if (values.every((other) => (name === "Speed" ? value > other : value < other))) best.add(name);
  }
  return best;
}

/** A cost in USD as text; an unknown one is "cost unknown", never 0. */
export function costText(usd: number | null): string {
  if (usd === null) return "cost unknown";
  if (usd === 0) return "$0.00";
  return usd < 0.0001 ? "< $0.0001" : `$${usd.toFixed(usd < 1 ? 4 : 2)}`;
}
