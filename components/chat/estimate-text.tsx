import { contextText } from "@/lib/models/format";
import { costText } from "./answer-facts";
import type { Estimate } from "./estimate";
import { KIND_WORDS, type Kind } from "./kinds";

const ASSUMES =
  "Estimated for 500 output tokens, or the maximum you set; about four characters are one token. Images, audio, and PDFs are not counted.";

interface EstimateTextProps {
  of: Estimate;
  accepted: readonly Kind[];
  /** Only the cost, unless the message is too long. */
  brief: boolean;
}

export function EstimateText({ of: { usd, tokens, context }, accepted, brief }: EstimateTextProps) {
  const over = context !== null && tokens > context;
  const takes = accepted.length > 0 ? ` Accepts ${accepted.map((kind) => KIND_WORDS[kind]).join(", ")}.` : "";
  return (
    <span
      className={`ml-auto flex gap-1 px-2 text-right text-note text-text-3 ${over || brief ? "min-w-0" : "flex-none"}`}
      data-tip={ASSUMES + takes}
      data-testid="estimate"
    >
      <span className={over ? "truncate text-bad" : brief ? "sr-only" : "truncate max-md:sr-only"}>
        {contextText(tokens)}
        {context === null ? " tokens" : ` of ${contextText(context)}`}
        {over && ", too long"},
      </span>
      <span className={over ? "truncate" : "truncate max-[22rem]:sr-only"}>
        {usd === null ? "cost unknown" : usd === 0 ? costText(usd) : about(costText(usd))}
      </span>
    </span>
  );
}

/** An upper bound needs no "≈". */
const about = (cost: string) => (cost.startsWith("<") ? cost : `≈ ${cost}`);
