import { isUsable } from "./merge";
import type { ModelRow } from "./row";

/**
 * Of a model's offers those where the workload costs least and those that are fastest; none where no two known figures
 * differ. Doubtful prices and offers that are over do not take part.
 */
export function bestRows(offers: readonly ModelRow[]): { cheapest: ModelRow[]; fastest: ModelRow[] } {
  const usable = offers.filter(({ state }) => isUsable(state));
  return {
    cheapest: least(usable, ({ month, priceDoubt }) => (priceDoubt ? null : month)),
    fastest: least(usable, ({ tokensPerSecond }) => tokensPerSecond && -tokensPerSecond),
  };
}

function least(offers: readonly ModelRow[], figure: (offer: ModelRow) => number | null): ModelRow[] {
  const figures = new Set(offers.flatMap((offer) => figure(offer) ?? []));
  const best = Math.min(...figures);
  return figures.size < 2 ? [] : offers.filter((offer) => figure(offer) === best);
}
