import type { OfferState, PriceState } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { DAY_MS } from "@/lib/contract/time-units";
import { DEFAULT_WORKLOAD } from "@/lib/contract/workload";
import { displayName } from "./format";
import { priceCost } from "./price-cost";
import { priceHoursText } from "./price-text";
import { CAPABILITIES, type Capability, type IndexedGateway, type SearchIndex } from "./search-index";

/** One row of the model browser: a model, and the facts of exactly one of its offers. */
export interface ModelRow {
  id: string;
  /** As displayed: without the hyphens of an ID used as a name. */
  name: string;
  author: string;
  /** Every gateway that offers the model now, that of the figures first; former ones when none offers it. */
  gateways: IndexedGateway[];
  gateway: IndexedGateway | undefined;
  state: OfferState;
  /** See `isFallback`. */
  isFallback: boolean;
  context: number | null;
  /** USD per 1M tokens. */
  priceIn: number | null;
  priceOut: number | null;
  priceState: PriceState;
  priceDoubt: boolean;
  /** Whether it is doubtful, or unlikely beside the other offers. */
  priceWarning: boolean;
  /** USD per month for the workload; null when a price it needs is unknown. */
  month: number | null;
  capabilities: Capability[];
  inputs: string[];
  outputs: string[];
  tokensPerSecond: number | null;
  /** Whether a usable offer is free, with limits that paid ones don't have. */
  freeTier: boolean;
  /** Capabilities that the offer's source denies. */
  lacks: Capability[];
  /** When the price is lower or higher than the one shown, as text; null when one price applies all day. */
  priceHours: string | null;
  /** Unix time in ms. */
  released: number | null;
  /** Unix time in ms when the model was first seen. */
  firstSeen: number | null;
  openWeights: boolean;
  license: string | null;
  parameters: number | null;
  /** Knowledge cutoff as YYYYMM. */
  cutoff: number | null;
  offers: number;
}

/** Reads a row from the index by model number and the number of the offer to show. */
export function rowOf(index: SearchIndex, model: number, offer: number, workload = DEFAULT_WORKLOAD): ModelRow {
  const traits = index.traits[index.trait[offer] ?? 0];
  const price = index.prices[index.price[offer] ?? -1];
  const from = index.firstOffer[model] ?? 0;
  const to = index.firstOffer[model + 1] ?? 0;
  const ownGateway = index.gateway[offer] ?? -1;
  const places = [...new Set(index.gateway.subarray(from, index.primaryEnd[model]))].sort(
    (a, b) => Number(b === ownGateway) - Number(a === ownGateway) || a - b,
  );
  const released = known(index.created[model]);
  const seen = known(index.seen[model]);
  return {
    id: index.ids[model] ?? "",
    name: displayName(index.names[model] ?? ""),
    author: index.authors[index.author[model] ?? -1] ?? "unknown",
    gateways: places.flatMap((place) => index.gateways[place] ?? []),
    gateway: index.gateways[index.gateway[offer] ?? -1],
    state: traits?.state ?? "active",
    isFallback: offer >= (index.primaryEnd[model] ?? 0),
    context: known(index.context[offer]),
    priceIn: price?.in ?? null,
    priceOut: price?.out ?? null,
    priceState: traits?.priceState ?? "unknown",
    priceDoubt: traits?.priceDoubt ?? false,
    priceWarning: traits?.priceWarning ?? false,
    month: price ? (priceCost(price, workload)?.month ?? null) : null,
    capabilities: CAPABILITIES.filter((_, i) => ((traits?.capabilities ?? 0) >> i) & 1),
    inputs: namesOf(index, traits?.input ?? 0),
    outputs: namesOf(index, traits?.output ?? 0),
    tokensPerSecond: known(index.speed[offer]),
    freeTier: index.trait.subarray(from, index.primaryEnd[model]).some((t) => isFree(index.traits[t])),
    lacks: CAPABILITIES.filter((_, i) => ((traits?.lacks ?? 0) >> i) & 1),
    priceHours: price ? priceHoursText(price) : null,
    released: released === null ? null : released * DAY_MS,
    firstSeen: seen === null ? null : seen * DAY_MS,
    openWeights: index.open[model] === 1,
    license: index.licenses[index.license[model] ?? 0] || null,
    parameters: known(index.params[model]),
    cutoff: known(index.cutoff[model]),
    offers: to - from,
  };
}

function isFree(traits: SearchIndex["traits"][number] | undefined): boolean {
  return traits !== undefined && traits.priceState === "free" && isUsable(traits.state);
}

function namesOf(index: SearchIndex, bits: number): string[] {
  return index.modalities.filter((_, i) => i < 31 && (bits >> i) & 1);
}

function known(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
