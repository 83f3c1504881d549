import { isUsable } from "./merge";
import type { ModelRow } from "./row";

/**
 * Of a model's offers the one where the workload costs least and the one that is fastest: null where figures are not
 * known of two that differ. Doubtful prices and offers that are over do not take part.
 */
export function bestRows(offers: readonly ModelRow[]): { cheapest: ModelRow | null; fastest: ModelRow | null } {
  const usable = offers.filter(({ state }) => isUsable(state));
  const priced = usable.filter(({ month, priceDoubt }) => month !== null && !priceDoubt);
  return {
    cheapest: least(priced, ({ month }) => month ?? 0),
    fastest: least(
      usable.filter(({ tokensPerSecond }) => tokensPerSecond !== null),
      ({ tokensPerSecond }) => -(tokensPerSecond ?? 0),
    ),
  };
}

function least(offers: readonly ModelRow[], figure: (offer: ModelRow) => number): ModelRow | null {
  if (new Set(offers.map(figure)).size < 2) return null;
  return offers.reduce((best, offer) => (figure(offer) < figure(best) ? offer : best));
}
