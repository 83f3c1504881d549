import type { OfferState, PriceState } from "@/lib/contract/offer";
import type { Hours } from "./price-schedule";

/** What an offer can do beyond text, as bits in this order. Vision is had by every offer that takes images. */
export const CAPABILITIES = ["tools", "json", "reasoning", "vision"] as const;
/** One of the capabilities, by its name. */
export type Capability = (typeof CAPABILITIES)[number];
/** What can be asked of capabilities: that they are there, that a source denies them, or that it does not say. */
export const CAPABILITY_VALUES: readonly string[] = [
  ...CAPABILITIES,
  ...CAPABILITIES.map((name) => `no-${name}`),
  ...CAPABILITIES.map((name) => `unlisted-${name}`),
];

/** Everything an offer shares with many others; offers refer to it by number. */
export interface Traits {
  state: OfferState;
  priceState: PriceState;
  priceDoubt: boolean;
  /** Bits over `SearchIndex.modalities`. */
  input: number;
  output: number;
  /** Bits over CAPABILITIES: what it has, and what it is said not to have; all others are not listed. */
  capabilities: number;
  lacks: number;
}

/** Prices in USD per 1M tokens; a tier is charged for prompts of more than `above` tokens. */
export interface IndexedRates {
  in: number | null;
  out: number | null;
  cache: number | null;
  tiers: { above: number; in: number | null; out: number | null; cache: number | null }[];
}

/** Prices that many offers share, and those of certain hours. */
export interface IndexedPrice extends IndexedRates {
  windows: (Hours & IndexedRates)[];
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
  prices: IndexedPrice[];
  authors: string[];
  ids: string[];
  /** Keys of the native and the former ids that lead to a model beside its own id, sorted; empty in the browser. */
  aliasIds: string[];
  /** The model each of them leads to. */
  aliasModels: Uint32Array;
  names: string[];
  /** Number of the author. */
  author: Uint16Array;
  /** 1 where the weights are known to be open. */
  open: Uint8Array;
  /** Days since 1970; NaN unknown. */
  created: Float64Array;
  /** The day a model was seen first, in days since 1970; NaN unknown. */
  seen: Float64Array;
  /** Number of parameters; NaN unknown. */
  params: Float64Array;
  /** The month its knowledge ends, as YYYYMM; NaN unknown. */
  cutoff: Float64Array;
  /** Licenses, "" for unknown, and the number of each model's. */
  licenses: string[];
  license: Uint16Array;
  /** Model m has the offers from `firstOffer[m]` up to `firstOffer[m + 1]`. */
  firstOffer: Uint32Array;
  /** Offers before `primaryEnd[m]` are primary, see `isFallback`; all are, where all are fallbacks. */
  primaryEnd: Uint32Array;
  /** The model of each offer. */
  modelOf: Uint32Array;
  /** At how many gateways a model has an offer that stands for it. */
  gatewayCount: Uint16Array;
  /** Model numbers in the default order: see `sort.ts`. */
  order: Uint32Array;
  gateway: Uint16Array;
  context: Float64Array;
  /** Number of the price. */
  price: Uint32Array;
  /** Tokens per second. */
  speed: Float64Array;
  trait: Uint16Array;
  /** Words of id, name and the ids that gateways call it by, for search: see `text.ts`. */
  words: string[];
  squashed: string[];
  /** How long id and name are, squashed. */
  ownLength: Uint16Array;
  /** Words of the name alone, for the boost of a match at its start. */
  nameWords: string[];
  /** Every word of letters that ids and names have, once: what a typing error may have meant. */
  vocabulary: string[];
}

/** The version of the packed index; a stored one is stored under this number. */
export const INDEX_FORMAT = 4;

/** The index as it travels: JSON, columns of numbers into small dictionaries, which compress well. */
export interface PackedIndex {
  v: typeof INDEX_FORMAT;
  gateways: IndexedGateway[];
  modalities: string[];
  traits: [OfferState, PriceState, doubt: 0 | 1, input: number, output: number, abilities: number, lacks: number][];
  contexts: (number | null)[];
  /** Input, output, read from the cache, tiers (the same behind the prompt they begin after), and windows. */
  prices: PackedPrice[];
  authors: string[];
  ids: string[];
  /** "" where the name is the last part of the id. */
  names: string[];
  /** Ids that gateways call it by, with spaces between, as far as its own id and name do not hold them; "" for none. */
  called: string[];
  author: number[];
  open: (0 | 1)[];
  created: (number | null)[];
  seen: (number | null)[];
  sizes: (number | null)[];
  params: number[];
  cutoffs: (number | null)[];
  cutoff: number[];
  licenses: string[];
  license: number[];
  counts: number[];
  /** How many offers are fallbacks. */
  behind: number[];
  gateway: number[];
  context: number[];
  price: number[];
  trait: number[];
  speed: (number | 0)[];
}

/** Rates as they travel: input, output, read from the cache, tiers. */
export type PackedRates = [number | null, number | null, (number | null)?, PackedTier[]?];
/** Rates, and the windows in which others hold. */
export type PackedPrice = [number | null, number | null, (number | null)?, PackedTier[]?, PackedWindow[]?];
/** The hours of a window, its days as bits, and its rates. */
export type PackedWindow = [start: number, end: number, days: number, rates: PackedRates];

/** Prices of prompts of more than `above` tokens, in USD per 1M tokens; null is unknown. */
export type PackedTier = [above: number, prompt: number | null, completion: number | null, cache: number | null];
