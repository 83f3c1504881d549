import type { Pricing } from "@/lib/contract/pricing";
import type { PriceState } from "@/lib/contract/states";
import type { Workload } from "@/lib/contract/workload";
import { indexedPrice } from "./pack-price";
import { type Cost, priceCost } from "./price-cost";

/** The cost of a workload at an offer; null unless every price it needs is known. */
export function workloadCost(offer: { pricing: Pricing; price_state: PriceState }, workload: Workload): Cost | null {
  if (offer.price_state !== "known" && offer.price_state !== "free") return null;
  return priceCost(indexedPrice(offer.pricing), workload);
}
