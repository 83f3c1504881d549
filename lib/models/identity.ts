import type { Offer } from "@/lib/contract/offer";
import { compareCodeUnits } from "./ids";

type Named = Pick<Offer, "gateway" | "id" | "owned_by" | "hugging_face_id">;

/** The gateways that serve only what their own house made. */
const HOUSES = new Map([
  ["google", "google"],
  ["xai", "xai"],
]);

/** Where two offers have the same key they are the same model: the id without regard to case. */
export function modelKey(id: string): string {
  return id.toLowerCase();
}

/**
 * The id a group of offers is known by: the author's own spelling where an offer gives it (a Hugging Face id),
 * else that of the first gateway by name. Does not depend on the order of the offers.
 */
export function canonicalId(offers: readonly Named[]): string {
  const key = modelKey(offers[0]?.id ?? "");
  const declared = offers.flatMap((o) =>
    o.hugging_face_id && modelKey(o.hugging_face_id) === key ? [o.hugging_face_id] : [],
  );
  const hub = offers.flatMap((o) => (o.gateway === "huggingface" ? [o.id] : []));
  const first = [...hub, ...declared].sort(compareCodeUnits)[0];
  if (first !== undefined) return first;
  const byGateway = [...offers].sort((a, b) => compareCodeUnits(a.gateway, b.gateway) || compareCodeUnits(a.id, b.id));
  return byGateway[0]?.id ?? "";
}

/** Who made the model: the part before the slash, else what a gateway says, else "unknown". */
export function authorOf(id: string, offers: readonly Named[]): string {
  const slash = id.indexOf("/");
  if (slash > 0 && !id.startsWith("accounts/")) return id.slice(0, slash).replace(/^~/, "");
  const said = offers.flatMap((o) => (o.owned_by?.trim() ? [o.owned_by.trim()] : [])).sort(compareCodeUnits)[0];
  return said ?? offers.flatMap((o) => HOUSES.get(o.gateway) ?? [])[0] ?? "unknown";
}
