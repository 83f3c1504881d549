import { type Price, priceWithout } from "@/lib/models/price";

/** What a row takes and gives, in its gateway's own words. */
interface Ways {
  inputs: readonly string[];
  outputs: readonly string[];
}

/** Outputs that are charged by the second, minute, or character unless both sides of a call have a price. */
const BY_LENGTH = new Set(["speech", "audio", "music", "transcription", "video"]);

/**
 * A price in tokens, as far as it is one. Zeros stand for a price of another unit where the answer is not text and the
 * row does not say that it is free; and what is spoken or filmed with a price on one side only is charged by length.
 */
export function priceByUnit(price: Price, { inputs, outputs }: Ways, saysFree: boolean): Price {
  if (price.price_state !== "known" && price.price_state !== "free") return price;
  const kinds = kindsOf({ inputs, outputs });
  if (kinds.length === 0 || kinds.includes("text")) return price;
  if (price.price_state === "free") return saysFree ? price : priceWithout("per_unit");
  const { prompt, completion } = price.pricing;
  const bothSides = Number(prompt ?? 0) > 0 && Number(completion ?? 0) > 0;
  return !bothSides && kinds.every((kind) => BY_LENGTH.has(kind)) ? priceWithout("per_unit") : price;
}

/** The kinds of answer; text from nothing but sound is a transcription. */
function kindsOf({ inputs, outputs }: Ways): string[] {
  const plain = (words: readonly string[]) => words.map((word) => word.trim().toLowerCase());
  const onEvent = inputs.length > 0 && plain(inputs).every((input) => input === "audio" || input === "speech");
  return plain(outputs).map((output) => (onEvent && output === "text" ? "transcription" : output));
}

/** Whether an id or a name says that the offer is given away. */
export function saysFree(...names: (string | null | undefined)[]): boolean {
  return names.some((name) => /(^|[^a-z])free$|\(free\)/i.test(name?.trim() ?? ""));
}
