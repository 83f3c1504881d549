import { type Price, priceWithout } from "@/lib/models/price";

/** A row's inputs and outputs, in its gateway's own terms. */
interface Ways {
  inputs: readonly string[];
  outputs: readonly string[];
}

/** Outputs charged by the second, minute, or character unless both input and output have a price. */
const BY_LENGTH = new Set(["speech", "audio", "music", "transcription", "video"]);

/**
 * The price, as far as it is per token. When the output is not text and the row doesn't say free, zeros mean a price in
 * another unit; audio and video priced on one side only are charged by length.
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

/** The kinds of output; text from audio alone is a transcription. */
function kindsOf({ inputs, outputs }: Ways): string[] {
  const plain = (words: readonly string[]) => words.map((word) => word.trim().toLowerCase());
  const onEvent = inputs.length > 0 && plain(inputs).every((input) => input === "audio" || input === "speech");
  return plain(outputs).map((output) => (onEvent && output === "text" ? "transcription" : output));
}

/** Whether an ID or a name says that the offer is free. */
export function saysFree(...names: (string | null | undefined)[]): boolean {
  return names.some((name) => /(^|[^a-z])free$|\(free\)/i.test(name?.trim() ?? ""));
}
