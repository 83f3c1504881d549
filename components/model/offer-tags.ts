import type { ModelOffer } from "@/lib/contract/offer";
import { dayText } from "@/lib/models/format";

/** What is of this offer alone: its quantization, and what its native id says. */
export function offerTags({ quantization, identity }: Pick<ModelOffer, "quantization" | "identity">): string[] {
  return [...new Set([...(quantization ? [quantization.toLowerCase()] : []), ...identity.tags])];
}

/** "last listed on 2026-09-23" is "Last listed on Sep 23, 2026". */
export function noteText(note: string): string {
  const text = note.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) =>
    Number.isNaN(Date.parse(day)) ? day : dayText(Date.parse(day)),
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "turbo" is "Turbo"; what has digits stays as it is: fp8, 2507. */
export function tagText(tag: string): string {
  return /\d/.test(tag) ? tag : tag.charAt(0).toUpperCase() + tag.slice(1);
}
