import type { ModelOffer } from "@/lib/contract/offer";

/** What is of this offer alone: its quantization, and what its native id says. */
export function offerTags({ quantization, identity }: Pick<ModelOffer, "quantization" | "identity">): string[] {
  return [...new Set([...(quantization ? [quantization.toLowerCase()] : []), ...identity.tags])];
}
