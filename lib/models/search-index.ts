import type { Hours } from "@/lib/contract/pricing";
import type { OfferState, PriceState } from "@/lib/contract/states";

/** Capabilities, as bits in this order. Every offer with image input has vision. */
export const CAPABILITIES = ["tools", "json", "reasoning", "vision"] as const;
export type Capability = (typeof CAPABILITIES)[number];
/** Filter values of capabilities: present, denied by a source, or not stated. */
export const CAPABILITY_VALUES: readonly string[] = [
  ...CAPABILITIES,
  ...CAPABILITIES.map((name) => `no-${name}`),
  ...CAPABILITIES.map((name) => `unlisted-${name}`),
];

/** Properties that many offers share; offers refer to them by number. */
interface Traits {
  state: OfferState;
  priceState: PriceState;
  priceDoubt: boolean;
  /** Whether it is doubtful, or unlikely beside the other offers. */
  priceWarning: boolean;
  /** Bits over `SearchIndex.modalities`. */
  input: number;
  output: number;
  /** Bits over CAPABILITIES: present, and denied; all others are not stated. */
  capabilities: number;
  lacks: number;
}

/** Prices in USD per 1M tokens; a tier applies to prompts of more than `above` tokens. */
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

export interface IndexedGateway {
  slug: string;
  name: string;
  hue: number;
  aliases: string[];
}

/**
 * The decoded index: columns over models (sorted by key) and over offers (grouped by model, its representative first).
 * Plain data that can be sent to another thread. NaN is unknown in every numeric column.
 */
export interface SearchIndex {
  gateways: IndexedGateway[];
  modalities: string[];
  traits: Traits[];
  prices: IndexedPrice[];
  authors: string[];
  ids: string[];
  /** Keys of the native and former IDs of models, sorted; empty in the browser. */
  aliasIds: string[];
  aliasModels: Uint32Array;
  names: string[];
  author: Uint16Array;
  /** 1 when the weights are known to be open. */
  open: Uint8Array;
  /** Days since 1970; NaN is unknown. */
  created: Float64Array;
  /** Days since 1970 when a model was first seen; NaN is unknown. */
  seen: Float64Array;
  /** Parameter count; NaN is unknown. */
  params: Float64Array;
  /** Knowledge cutoff as YYYYMM; NaN is unknown. */
  cutoff: Float64Array;
  /** Licenses ("" for unknown), and the number of each model's license. */
  licenses: string[];
  license: Uint16Array;
  /** Model m has the offers from `firstOffer[m]` up to `firstOffer[m + 1]`. */
  firstOffer: Uint32Array;
  /** Offers before `primaryEnd[m]` are primary: see `isFallback`. If all are fallbacks, all count. */
  primaryEnd: Uint32Array;
  modelOf: Uint32Array;
  /** The number of gateways with a primary offer of a model. */
  gatewayCount: Uint16Array;
  /** Model numbers in the default order: see `sort.ts`. */
  order: Uint32Array;
  gateway: Uint16Array;
  context: Float64Array;
  price: Uint32Array;
  speed: Float64Array;
  trait: Uint16Array;
  /** Words of the ID, the name, and native IDs, for search: see `text.ts`. */
  words: string[];
  squashed: string[];
  /** Length of the ID and name, squashed. */
  ownLength: Uint16Array;
  /** Words of the name, to boost a match at its start. */
  nameWords: string[];
  /** The distinct words of letters in IDs and names, for correcting typos. */
  vocabulary: string[];
}

/** Version of the packed index; stored indexes are keyed by it. */
export const INDEX_FORMAT = 4;

/** The index as it is sent: JSON with columns of numbers into small dictionaries, which compress well. */
export interface PackedIndex {
  v: typeof INDEX_FORMAT;
  gateways: IndexedGateway[];
  modalities: string[];
  /** A price that is not doubtful but unlikely is 2. */
  traits: [OfferState, PriceState, doubt: 0 | 1 | 2, input: number, output: number, abilities: number, lacks: number][];
  contexts: (number | null)[];
  /** Input, output, cache read, tiers (each after the prompt length it starts at), and windows. */
  prices: PackedPrice[];
  authors: string[];
  ids: string[];
  /** "" when the name is the last part of the ID. */
  names: string[];
  /** Native IDs, separated by spaces, that the model's own ID and name don't include; "" for none. */
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
  /** The number of fallback offers. */
  behind: number[];
  gateway: number[];
  context: number[];
  price: number[];
  trait: number[];
  speed: (number | 0)[];
}

/** Packed rates: input, output, cache read, tiers. */
export type PackedRates = [number | null, number | null, (number | null)?, PackedTier[]?];
/** Rates, and the windows in which other rates apply. */
export type PackedPrice = [number | null, number | null, (number | null)?, PackedTier[]?, PackedWindow[]?];
/** The hours of a window, its days as bits, and its rates. */
export type PackedWindow = [start: number, end: number, days: number, rates: PackedRates];

/** Prices of prompts of more than `above` tokens, in USD per 1M tokens; null is unknown. */
export type PackedTier = [above: number, prompt: number | null, completion: number | null, cache: number | null];

/** One gateway's part of a catalog: its offers, and the merged models with at least one of them. */
export interface GatewayCount {
  offers: number;
  models: number;
  /** Models with a usable offer here that is not a fallback. */
  usable: number;
}
