import type { PriceState } from "@/lib/contract/offer";
import { cellPrice } from "@/lib/models/format";

const WORDS: Record<Exclude<PriceState, "known" | "unknown">, [word: string, meaning: string]> = {
  free: ["Free", "Free, usually with rate limits"],
  included: ["In plan", "Included in a plan, not charged per token"],
  dynamic: ["Varies", "Varies from call to call"],
  per_unit: ["Per unit", "Charged per image, second, or request"],
};

/** The note on a price that may be wrong. */
export const DOUBT = "Far outside the usual range. Check with the gateway.";

/** A price as displayed: a figure, a word, or a dash; `title` has the details. */
interface ShownPrice {
  text: string;
  title: string;
  /** Whether `text` is a figure in USD per 1M tokens. */
  figure: boolean;
  doubt: boolean;
}

/** `usdPerMillion` is null if unknown, which is never shown as 0. */
export function shownPrice(usdPerMillion: number | null, state: PriceState, doubt: boolean): ShownPrice {
  if (state !== "known" && state !== "unknown") {
    const [text, title] = WORDS[state];
    return { text, title, figure: false, doubt: false };
  }
  if (usdPerMillion === null) return { text: "–", title: "Price not listed", figure: false, doubt: false };
  const title = `$${usdPerMillion} per 1M tokens${doubt ? `. ${DOUBT}` : ""}`;
  return { text: cellPrice(usdPerMillion), title, figure: true, doubt };
}
