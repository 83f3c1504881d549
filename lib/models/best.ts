import { isUsable } from "@/lib/contract/states";
import { priceText, speedText } from "./format";
import type { ModelRow } from "./row";

export interface Best<T> {
  /** The first item with the best figure; null when no figure is known. */
  first: T | null;
  /** All items to mark as best; none when all displayed figures are equal, since a mark would mean nothing. */
  marked: T[];
}

export interface BestOf<T> {
  /** The lowest cost of the workload; a free variant, which has limits, only when there is no paid one. */
  cheapest: Best<T>;
  fastest: Best<T>;
}

/** The figures that offers are compared by: USD per month for the workload, and tokens per second; null is unknown. */
export type Rated = Pick<ModelRow, "state" | "isFallback" | "priceState" | "priceDoubt" | "month" | "tokensPerSecond">;

/** Finds the cheapest and the fastest of a model's offers, ignoring doubtful prices, ended offers, and fallbacks. */
export function bestOf<T>(offers: readonly T[], rate: (offer: T) => Rated): BestOf<T> {
  const usable = offers
    .map((offer) => [offer, rate(offer)] as const)
    .filter(([, { state, isFallback }]) => isUsable(state) && !isFallback);
  const paid = usable.some(([, rated]) => rated.priceState !== "free" && !rated.priceDoubt && rated.month !== null);
  const by = (figure: (rated: Rated) => number | null, text: (figure: number) => string) =>
    withMarks(
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

/** `bestOf` for rows of the model browser. */
export function bestRows(offers: readonly ModelRow[]): BestOf<ModelRow> {
  return bestOf(offers, (row) => row);
}

/** Offers for display: free ones, then by USD per month, then without a known price, ended ones last. */
export function byCost<T>(offers: readonly T[], rate: (offer: T) => Rated): T[] {
  const rank = (offer: T) => {
    const { state, isFallback, priceState, priceDoubt, month } = rate(offer);
    const cost = priceDoubt ? null : priceState === "free" ? 0 : month;
    return [isFallback ? 2 : Number(!isUsable(state)), cost ?? Number.MAX_VALUE] as const;
  };
  const ranked = offers.map((offer) => [offer, rank(offer)] as const);
  ranked.sort(([, [group, cost]], [, [otherGroup, otherCost]]) => group - otherGroup || cost - otherCost);
  return ranked.map(([offer]) => offer);
}

function withMarks<T>(figures: readonly { offer: T; value: number; text: string }[]): Best<T> {
  const value = Math.min(...figures.map((figure) => figure.value));
  const first = figures.find((figure) => figure.value === value);
  const shown = figures.filter(({ text }) => text === first?.text);
  return {
    first: first?.offer ?? null,
    marked: shown.length === figures.length ? [] : shown.map(({ offer }) => offer),
  };
}
