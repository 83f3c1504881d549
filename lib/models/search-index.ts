import type { OfferState, PriceState } from "@/lib/contract/offer";

/** What an offer can do beyond text, as bits in this order. Vision is an input modality. */
export const ABILITIES = ["tools", "json", "reasoning"] as const;
export type Ability = (typeof ABILITIES)[number];

/** Everything an offer shares with many others; offers refer to it by number. */
export interface Traits {
  state: OfferState;
  priceState: PriceState;
  priceDoubt: boolean;
  /** Bits over `SearchIndex.modalities`. */
  input: number;
  output: number;
  /** Bits over ABILITIES. */
  abilities: number;
}

/** A gateway as the index names it. */
export interface IndexedGateway {
  slug: string;
  name: string;
  hue: number;
  aliases: string[];
}

/**
 * The decoded index: columns over models (sorted by key) and over offers (grouped by model, the one that stands for
 * the model first). Plain data, so that it can cross to another thread. NaN is unknown in every numeric column.
 */
export interface SearchIndex {
  gateways: IndexedGateway[];
  modalities: string[];
  traits: Traits[];
  ids: string[];
  /** Keys of the native and the former ids that lead to a model beside its own id, sorted; empty in the browser. */
  aliasIds: string[];
  /** The model each of them leads to. */
  aliasModels: Uint32Array;
  names: string[];
  /** Days since 1970; NaN unknown. */
  created: Float64Array;
  /** Model m has the offers from `firstOffer[m]` up to `firstOffer[m + 1]`. */
  firstOffer: Uint32Array;
  /** At how many gateways a model has an offer. */
  gatewayCount: Uint8Array;
  /** Model numbers in the default order: see `sort.ts`. */
  order: Uint32Array;
  gateway: Uint8Array;
  context: Float64Array;
  /** USD per 1M tokens. */
  priceIn: Float64Array;
  priceOut: Float64Array;
  /** Tokens per second. */
  speed: Float64Array;
  trait: Uint16Array;
  /** Words of id and name, for search: see `text.ts`. */
  words: string[];
  squashed: string[];
  /** Words of the name alone, for the boost of a match at its start. */
  nameWords: string[];
}

/** The index as it travels: JSON, columns of numbers into small dictionaries, which compress well. */
export interface PackedIndex {
  v: 1;
  gateways: IndexedGateway[];
  modalities: string[];
  traits: [OfferState, PriceState, doubt: 0 | 1, input: number, output: number, abilities: number][];
  contexts: (number | null)[];
  prices: [number | null, number | null][];
  ids: string[];
  /** "" where the name is the last part of the id. */
  names: string[];
  created: (number | null)[];
  counts: number[];
  gateway: number[];
  context: number[];
  price: number[];
  trait: number[];
  speed: (number | 0)[];
}
