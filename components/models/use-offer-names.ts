"use client";

import { useModel } from "@/components/data/use-model";
import type { ModelRow } from "@/lib/models/row";
import { type OfferName, offerNames } from "./offer-names";

const NONE: readonly OfferName[] = [];

/** The names of a model's offers, asked of the server; none until they are here, and where it does not say. */
export function useOfferNames(offers: readonly ModelRow[]): readonly (OfferName | null)[] {
  const model = useModel(offers[0]?.id ?? null);
  return model ? offerNames(offers, model.offers) : NONE;
}
