import { isUsable } from "@/lib/models/merge";
import type { SearchIndex } from "@/lib/models/search-index";

/** Who answers when nobody was named: the demo where it is on, else the most widely served model that writes text. */
export function defaultModel(index: SearchIndex): string | null {
  const demo = index.ids.indexOf("demo/echo");
  if (demo >= 0) return "demo/echo";
  const text = 1 << index.modalities.indexOf("text");
  const usable = (m: number) => {
    const traits = index.traits[index.trait[index.firstOffer[m] ?? 0] ?? 0];
    return traits !== undefined && isUsable(traits.state) && (traits.output & text) !== 0 && traits.output === text;
  };
  const found = index.order.find(usable);
  return found === undefined ? null : (index.ids[found] ?? null);
}
