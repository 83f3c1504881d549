"use client";

import { useModel } from "@/components/data/use-model";
import type { ModelRow } from "@/lib/models/row";
import { type OfferName, offerNames } from "./offer-names";

const NONE: readonly OfferName[] = [];

/** The names of a model's offers from the server; empty until loaded, and on failure. */
export function useOfferNames(offers: readonly ModelRow[]): readonly (OfferName | null)[] {
  const model = useModel(offers[0]?.id ?? null);
  return model ? offerNames(offers, model.offers) : NONE;
}
