import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { bestOffers } from "./best-offers";
import { contextText, dayText, priceText, secondsText, speedText } from "./format";
import { abilityBits } from "./pack";
import { perMillion } from "./price";
import { ABILITIES } from "./search-index";
import { type Workload, workloadCost } from "./workload";

/** What one model has in a row: the words for it, whose figure it is, and the figure, smaller better; null unknown. */
export interface Compared {
  text: string | null;
  offer: ModelOffer | null;
  rank: number | null;
}

/** One fact of all models side by side. */
export interface ComparedRow {
  name: string;
  cells: Compared[];
  /** Whether what is known is not the same for all. */
  differs: boolean;
  /** Places of the best value; empty where nothing is better than something else. */
  best: number[];
}

type Read = (model: Model) => Compared;

const UNKNOWN: Compared = { text: null, offer: null, rank: null };

/** The facts of models side by side. Each figure of an offer names that offer; figures are never put together of several. */
export function compareModels(
  models: readonly Model[],
  gateways: readonly Pick<Gateway, "slug">[],
  workload: Workload,
): ComparedRow[] {
  const cheapest = (model: Model) => bestOffers(model.offers, workload).cheapest;
  const fastest = (model: Model) => bestOffers(model.offers, workload).fastest;
  const price = (model: Model, side: "prompt" | "completion" | "input_cache_read"): Compared => {
    const offer = cheapest(model);
    const usd = perMillion(offer?.pricing[side]);
    return usd === null ? UNKNOWN : { text: usdText(usd, offer), offer, rank: usd };
  };
  const month: Read = (model) => {
    const offer = cheapest(model);
    const cost = offer && workloadCost(offer, workload);
    return cost ? { text: usdText(cost.month, offer), offer, rank: cost.month } : UNKNOWN;
  };
  const rows: [string, Read][] = [
    ["Context", (m) => longest(m.offers, (o) => o.context_length)],
    ["Longest answer", (m) => longest(m.offers, (o) => o.max_output_length)],
    ["In $/1M, cheapest offer", (m) => price(m, "prompt")],
    ["Out $/1M, the same offer", (m) => price(m, "completion")],
    ["Cached in $/1M, the same offer", (m) => price(m, "input_cache_read")],
    ["$ a month, the same offer", month],
    ["Tokens/s, fastest offer", (m) => figure(fastest(m), (o) => o.tokens_per_second, speedText, -1)],
    ["First token, the same offer", (m) => figure(fastest(m), (o) => o.first_token_ms, secondsText, 1)],
    ["Gateways", (m) => counted(m.source_gateways.length, `of ${gateways.length}`)],
    ["Offers", (m) => counted(m.offers.length, "")],
    ["Accepts", (m) => words(union(m, (o) => o.architecture.input_modalities))],
    ["Gives", (m) => words(union(m, (o) => o.architecture.output_modalities))],
    ["Abilities", (m) => words(abilities(m))],
    ["Quantisations", (m) => words(union(m, (o) => (o.quantization ? [o.quantization] : [])))],
    ["Released", released],
    ["State", (m) => ({ text: m.state, offer: null, rank: null })],
  ];
  return rows.map(([name, read]) => finished(name, models.map(read)));
}

/** What is declared free is called so, here as in the list. */
function usdText(usd: number, offer: ModelOffer | null): string {
  return usd === 0 && offer?.price_state === "free" ? "free" : `$${priceText(usd)}`;
}

function finished(name: string, cells: Compared[]): ComparedRow {
  const ranks = cells.flatMap(({ rank }) => rank ?? []);
  const top = Math.min(...ranks);
  const best = new Set(ranks).size > 1 ? cells.flatMap(({ rank }, i) => (rank === top ? [i] : [])) : [];
  return { name, cells, best, differs: new Set(cells.map(({ text }) => text)).size > 1 };
}

function figure(
  offer: ModelOffer | null,
  read: (offer: ModelOffer) => number | null,
  text: (figure: number) => string,
  sign: 1 | -1,
): Compared {
  const value = offer && read(offer);
  return value === null ? UNKNOWN : { text: text(value), offer, rank: sign * value };
}

function longest(offers: readonly ModelOffer[], read: (offer: ModelOffer) => number | null): Compared {
  const top = offers.reduce<ModelOffer | null>(
    (max, o) => ((read(o) ?? 0) > (max ? (read(max) ?? 0) : 0) ? o : max),
    null,
  );
  return figure(top, read, contextText, -1);
}

function counted(count: number, note: string): Compared {
  return { text: `${count} ${note}`.trim(), offer: null, rank: -count };
}

function words(values: readonly string[]): Compared {
  return values.length === 0 ? UNKNOWN : { text: values.join(", "), offer: null, rank: null };
}

function union(model: Model, read: (offer: ModelOffer) => readonly string[]): string[] {
  return [...new Set(model.offers.flatMap(read))].sort();
}

function abilities(model: Model): string[] {
  const bits = model.offers.reduce((sum, o) => sum | abilityBits(o.supported_parameters), 0);
  return ABILITIES.filter((_, i) => (bits >> i) & 1);
}

function released({ created }: Model): Compared {
  return created === null ? UNKNOWN : { text: dayText(created * 1_000), offer: null, rank: -created };
}
