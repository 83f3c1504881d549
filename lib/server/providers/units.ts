import { isDoubtful, type Price, perMillion, priceWithout, UNKNOWN_PRICE } from "@/lib/models/price";

/** A row's inputs and outputs, in its gateway's own terms. */
export interface Ways {
  inputs: readonly string[];
  outputs: readonly string[];
}

/**
 * The meaning of zeros at a gateway when nothing declares the offer free: free for text and vectors, or no price
 * entered.
 */
export type Zeros = "free" | "unknown";

/** Outputs charged by the second, minute, or character unless both input and output have a price. */
const BY_LENGTH = new Set(["speech", "audio", "music", "transcription", "video"]);

/** Outputs that hosts charge by the token, like text. */
const BY_TOKEN = new Set(["text", "embedding", "embeddings", "rerank", "moderation"]);

/**
 * The price if it is per token. Unless the row declares the offer free, zeros of images, audio, and video mean a price
 * in another unit. Audio and video priced on one side only are charged by length, and an implausibly high price per
 * token is a price per piece.
 */
export function priceByUnit(price: Price, ways: Ways, free: boolean, zeros: Zeros): Price {
  if (price.price_state !== "known" && price.price_state !== "free") return price;
  const kinds = kindsOf(ways);
  if (price.price_state === "free") {
    if (free) return price;
    if (!kinds.every((kind) => BY_TOKEN.has(kind))) return priceWithout("per_unit");
    return zeros === "free" ? price : UNKNOWN_PRICE;
  }
  if (kinds.length === 0 || kinds.includes("text")) return price;
  const { prompt, completion } = price.pricing;
  const bothSides = Number(prompt ?? 0) > 0 && Number(completion ?? 0) > 0;
  if (!bothSides && kinds.every((kind) => BY_LENGTH.has(kind))) return priceWithout("per_unit");
  const absurd = [perMillion(prompt), perMillion(completion)].some((usd) => isDoubtful(usd) && Number(usd) > 1);
  return absurd ? priceWithout("per_unit") : price;
}

/** The kinds of output; text from audio-only input is a transcription. */
function kindsOf({ inputs, outputs }: Ways): string[] {
  const plain = (words: readonly string[]) => words.map((word) => word.trim().toLowerCase());
  const onEvent = inputs.length > 0 && plain(inputs).every((input) => input === "audio" || input === "speech");
  return plain(outputs).map((output) => (onEvent && output === "text" ? "transcription" : output));
}

/** Whether an ID or a name declares the offer free. */
export function saysFree(...names: (string | null | undefined)[]): boolean {
  return names.some((name) => /(^|[^a-z])free$|\(free\)/i.test(name?.trim() ?? ""));
}
