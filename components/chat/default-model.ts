import type { Gateway } from "@/lib/contract/gateway";
import { isUsable } from "@/lib/contract/states";
import { DEMO } from "@/lib/models/gateway-names";
import type { SearchIndex } from "@/lib/models/search-index";

export interface SuggestedModel {
  id: string;
  name: string;
  author: string;
}

/** Which gateways can be called without the user's own key. */
type Keys = readonly Pick<Gateway, "slug" | "operator_key">[];

/**
 * The model that answers when none was chosen: the most widely served one that outputs text at a callable gateway; the
 * demo model only if nothing else can answer.
 */
export function defaultModel(index: SearchIndex, gateways: Keys): string | null {
  const demo = index.ids.indexOf("demo/echo");
  const callable = new Set(gateways.filter((gateway) => gateway.operator_key !== false).map((gateway) => gateway.slug));
  const answering = index.order.find((m) => writesText(index, m, callable));
  if (answering !== undefined) return index.ids[answering] ?? null;
  if (demo >= 0) return "demo/echo";
  const any = index.order.find((m) => writesText(index, m, null));
  return any === undefined ? null : (index.ids[any] ?? null);
}

/** The most widely served models that output text, one per author. */
export function popularModels(index: SearchIndex, count: number): SuggestedModel[] {
  const models = new Map<string, SuggestedModel>();
  for (const m of index.order) {
    if (models.size === count) break;
    const author = index.authors[index.author[m] ?? 0] ?? "";
    if (models.has(author) || !writesText(index, m, null)) continue;
    models.set(author, namedModel(index, m));
  }
  return [...models.values()];
}

export function namedModel(index: SearchIndex, m: number): SuggestedModel {
  const author = index.authors[index.author[m] ?? 0] ?? "";
  return { id: index.ids[m] ?? "", name: index.names[m] ?? "", author };
}

/** Whether a model has a usable offer that outputs only text, at one of these gateways if given; the demo has none. */
function writesText(index: SearchIndex, m: number, gateways: ReadonlySet<string> | null): boolean {
  const text = 1 << index.modalities.indexOf("text");
  for (let o = index.firstOffer[m] ?? 0; o < (index.primaryEnd[m] ?? 0); o++) {
    const slug = index.gateways[index.gateway[o] ?? 0]?.slug ?? "";
    const traits = index.traits[index.trait[o] ?? 0];
    if (slug === DEMO || traits === undefined || (gateways && !gateways.has(slug))) continue;
    if (isUsable(traits.state) && traits.output === text) return true;
  }
  return false;
}
