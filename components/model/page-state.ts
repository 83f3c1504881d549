import type { ModelOffer } from "@/lib/contract/offer";
import { formatWorkload, type Workload } from "@/lib/contract/workload";
import { modelPath } from "@/lib/models/ids";

type Named = Pick<ModelOffer, "gateway" | "id">;

/** The URL of a model's page with a workload, and optionally a selected offer. */
export function offerPath(id: string, workload: Workload, offer: Named | null): string {
  const params = formatWorkload(workload);
  if (offer) params.set("offer", `${offer.gateway}:${offer.id}`);
  const query = params.toString();
  return modelPath(id) + (query && `?${query}`);
}

/** The offer selected in the URL; null if it does not exist. */
export function chosenOffer<T extends Named>(offers: readonly T[], params: URLSearchParams): T | null {
  const chosen = params.get("offer");
  return offers.find((offer) => `${offer.gateway}:${offer.id}` === chosen) ?? null;
}
