import type { ModelOffer } from "@/lib/contract/offer";

/** What is of this offer alone: its quantization, and what its native id says. */
export function offerTags({ quantization, identity }: Pick<ModelOffer, "quantization" | "identity">): string[] {
  return [...new Set([...(quantization ? [quantization.toLowerCase()] : []), ...identity.tags])];
}

/** "turbo" is "Turbo"; what has digits stays as it is: fp8, 2507. */
export function tagText(tag: string): string {
  return /\d/.test(tag) ? tag : tag.charAt(0).toUpperCase() + tag.slice(1);
}
