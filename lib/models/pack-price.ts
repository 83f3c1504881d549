import type { PriceWindow, Pricing } from "@/lib/contract/pricing";
import { perMillion } from "./price";
import { hoursOf } from "./price-schedule";
import type { IndexedPrice, IndexedRates, PackedPrice, PackedRates, PackedTier, PackedWindow } from "./search-index";

/** Packs an offer's prices for transfer. */
export function packedPrice({ windows = [], ...pricing }: Pricing): PackedPrice {
  const rates = packedRates(pricing);
  if (windows.length === 0) return rates;
  const [input, output, cache = null, tiers = []] = rates;
  return [input, output, cache, tiers, windows.map((window) => packedWindow(window, pricing.input_cache_read))];
}

function packedWindow(window: PriceWindow, cache: Pricing["input_cache_read"]): PackedWindow {
  const { start, end, days } = hoursOf(window);
  return [start, end, days, packedRates({ input_cache_read: cache, ...window })];
}

function packedRates({ prompt, completion, input_cache_read, tiers = [] }: Omit<Pricing, "windows">): PackedRates {
  const price = [perMillion(prompt), perMillion(completion)] as const;
  const cache = perMillion(input_cache_read);
  if (tiers.length === 0) return cache === null ? [...price] : [...price, cache];
  const packed = tiers.map(
    (tier): PackedTier => [
      tier.above,
      perMillion(tier.prompt),
      perMillion(tier.completion),
      tier.input_cache_read === undefined ? cache : perMillion(tier.input_cache_read),
    ],
  );
  return [...price, cache, packed];
}

/** An offer's prices as the index has them. */
export function indexedPrice(pricing: Pricing): IndexedPrice {
  return unpackedPrice(packedPrice(pricing));
}

/** Decodes a packed price. */
export function unpackedPrice([input, output, cache, tiers = [], windows = []]: PackedPrice): IndexedPrice {
  return {
    ...unpackedRates([input, output, cache ?? null, tiers]),
    windows: windows.map(([start, end, days, rates]) => ({ start, end, days, ...unpackedRates(rates) })),
  };
}

function unpackedRates([input, output, cache = null, tiers = []]: PackedRates): IndexedRates {
  return {
    in: input,
    out: output,
    cache,
    tiers: tiers.map(([above, prompt, completion, cached]) => ({ above, in: prompt, out: completion, cache: cached })),
  };
}
