"use client";

import { useEffect, useState } from "react";
import { getJsonFrom } from "@/lib/client/browser";
import type { ModelOffer } from "@/lib/contract/offer";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";
import { type OfferName, offerNames } from "./offer-names";

/** The names of a model's offers, asked of the server; none until they are here, and where it does not say. */
export function useOfferNames(offers: readonly ModelRow[]): readonly (OfferName | null)[] {
  const [names, setNames] = useState<readonly (OfferName | null)[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    getJsonFrom<{ offers?: ModelOffer[] }>(`/v1${modelPath(offers[0]?.id ?? "")}`, controller.signal).then(
      (model) => setNames(offerNames(offers, model.offers ?? [])),
      (error: unknown) => controller.signal.aborted || console.warn("the ids of the offers did not come:", error),
    );
    return () => controller.abort();
  }, [offers]);
  return names;
}
