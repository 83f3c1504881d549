import type { Change, FirstSeen, TrackedFacts } from "@/lib/contract/change";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { HOUR_MS } from "@/lib/contract/time-units";
import { blendedPrice, perMillion } from "./price";

/** A model's state from a point in time on. Prices in USD per 1M tokens, both of the offer that was cheapest then. */
export interface HistoryPoint {
  /** Unix time in ms. */
  at: number;
  gateway: string | null;
  priceIn: number | null;
  priceOut: number | null;
  context: number | null;
  offers: number;
}

/** Offers first seen within this many ms of the first one belong to the same sync. */
const ONE_READING_MS = HOUR_MS;

interface Step {
  at: number;
  /** Null: not listed from this time on. */
  facts: TrackedFacts | null;
}

/** A model's history from its current offers and their changes, oldest first; merges equal neighbors. */
export function modelHistory(
  offers: readonly ModelOffer[],
  changes: readonly Change[],
  firstSeen: readonly FirstSeen[],
): HistoryPoint[] {
  const lines = offers.map((offer) => ({ gateway: offer.gateway, steps: stepsOf(offer, changes, firstSeen) }));
  const moments = lines.flatMap(({ steps }) => steps.map((step) => step.at));
  const begins = lines.flatMap(({ steps }) => steps[0]?.at ?? []);
  const start = Math.max(...begins.filter((at) => at <= Math.min(...begins) + ONE_READING_MS));
  const times = [...new Set(moments.filter((at) => at >= start))].sort((a, b) => a - b);
  const points: HistoryPoint[] = [];
  for (const at of times) {
    const point = pointAt(lines, at);
    const last = points.at(-1);
    if (!last || JSON.stringify({ ...last, at }) !== JSON.stringify(point)) points.push(point);
  }
  return points;
}

function stepsOf(offer: ModelOffer, changes: readonly Change[], firstSeen: readonly FirstSeen[]): Step[] {
  const offerChanges = changes
    .filter((change) => change.gateway === offer.gateway && change.native_id === offer.id)
    .sort((a, b) => a.id - b.id);
  const firstRecord = firstSeen.find((first) => first.gateway === offer.gateway && first.native_id === offer.id);
  const [oldest] = offerChanges;
  const begin = oldest ? oldest.before : offer;
  const first = firstRecord && begin ? [{ at: Date.parse(firstRecord.at), facts: begin }] : [];
  return [...first, ...offerChanges.map((change) => ({ at: Date.parse(change.at), facts: change.after }))];
}

function pointAt(lines: readonly { gateway: string; steps: readonly Step[] }[], at: number): HistoryPoint {
  const live = lines.flatMap(({ gateway, steps }) => {
    const facts = steps.findLast((step) => step.at <= at)?.facts;
    return facts ? [{ gateway, facts }] : [];
  });
  const priced = live.flatMap(({ gateway, facts }) => {
    const blend = isUsable(facts.state) ? blendedPrice({ ...facts, price_doubt: false }) : null;
    return blend === null ? [] : [{ gateway, facts, blend }];
  });
  const best = priced.reduce<(typeof priced)[number] | null>((low, o) => (low && low.blend <= o.blend ? low : o), null);
  const lengths = live.flatMap(({ facts }) => facts.context_length ?? []);
  return {
    at,
    gateway: best?.gateway ?? null,
    priceIn: perMillion(best?.facts.pricing.prompt),
    priceOut: perMillion(best?.facts.pricing.completion),
    context: lengths.length > 0 ? Math.max(...lengths) : null,
    offers: live.length,
  };
}
