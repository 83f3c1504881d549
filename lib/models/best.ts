import { priceText, speedText } from "./format";
import { isUsable } from "./merge";
import type { ModelRow } from "./row";

/** What is best by one figure. */
export interface Best<T> {
  /** The first one with the best figure; null where no figure is known. */
  first: T | null;
  /** All that are shown as the best; none where no two figures that are shown differ: then a mark would say nothing. */
  marked: T[];
}

/** The offers of a model that stand out. */
export interface BestOf<T> {
  /** Where the workload costs least; a free variant, which has limits that a paid offer has not, only where none is paid. */
  cheapest: Best<T>;
  fastest: Best<T>;
}

/** What offers are rated by: USD per month for the workload, and tokens per second; null is unknown. */
export type Rated = Pick<ModelRow, "state" | "isFallback" | "priceState" | "priceDoubt" | "month" | "tokensPerSecond">;

/**
 * Finds the cheapest and the fastest of a model's offers; doubtful prices, and offers that have ended or are fallbacks, do
 * not take part.
 */
export function bestOf<T>(offers: readonly T[], rate: (offer: T) => Rated): BestOf<T> {
  const usable = offers
    .map((offer) => [offer, rate(offer)] as const)
    .filter(([, { state, isFallback }]) => isUsable(state) && !isFallback);
  const paid = usable.some(([, rated]) => rated.priceState !== "free" && !rated.priceDoubt && rated.month !== null);
  const by = (figure: (rated: Rated) => number | null, text: (figure: number) => string) =>
    least(
      usable.flatMap(([offer, rated]) => {
        const value = figure(rated);
        return value === null ? [] : [{ offer, value, text: text(value) }];
      }),
    );
  return {
    cheapest: by(
      ({ month, priceState, priceDoubt }) => (priceDoubt || (paid && priceState === "free") ? null : month),
      priceText,
    ),
    fastest: by(
      ({ tokensPerSecond: speed }) => (speed === null ? null : -speed),
      (value) => speedText(-value),
    ),
  };
}

/** The same of a model's offers in the list. */
export function bestRows(offers: readonly ModelRow[]): BestOf<ModelRow> {
  return bestOf(offers, (row) => row);
}

function least<T>(figures: readonly { offer: T; value: number; text: string }[]): Best<T> {
  const value = Math.min(...figures.map((figure) => figure.value));
  const first = figures.find((figure) => figure.value === value);
  const shown = figures.filter(({ text }) => text === first?.text);
  return {
    first: first?.offer ?? null,
    marked: shown.length === figures.length ? [] : shown.map(({ offer }) => offer),
  };
}
