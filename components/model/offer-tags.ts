import type { ModelOffer } from "@/lib/contract/offer";
import { dayText } from "@/lib/models/format";

/** Tags that distinguish an offer: its quantization, and variants in its native ID. */
export function offerTags({ quantization, identity }: Pick<ModelOffer, "quantization" | "identity">): string[] {
  return [...new Set([...(quantization ? [quantization.toLowerCase()] : []), ...identity.tags])];
}

/** "last listed on 2026-09-23" becomes "Last listed on Sep 23, 2026". */
export function noteText(note: string): string {
  const text = note.replace(/\b\d{4}-\d\d-\d\d\b/g, (day) =>
    Number.isNaN(Date.parse(day)) ? day : dayText(Date.parse(day)),
  );
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "turbo" becomes "Turbo", and "tee" "TEE"; tags with digits do not change: fp8, 2507. */
export function tagText(tag: string): string {
  if (tag === "tee") return "TEE";
  return /\d/.test(tag) ? tag : tag.charAt(0).toUpperCase() + tag.slice(1);
}
