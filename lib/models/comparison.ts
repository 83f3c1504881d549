import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import type { Workload } from "@/lib/contract/workload";
import { bestOffers, shownFirstToken, shownSpeed } from "./best-offers";
import { cellPrice, contextText, costText, dayText, secondsText, speedText } from "./format";
import { countedGateways } from "./gateway-names";
import { offerFactors } from "./offer-factors";
import { perMillion } from "./price";
import { primaryOffers } from "./primary-offers";
import { releasedAt } from "./released";
import { CAPABILITIES, type Capability } from "./search-index";
import { workloadCost } from "./workload";

/** One model's value in a row: its text, the offer it belongs to, and its rank. */
export interface Compared {
  /** Null is unknown. */
  text: string | null;
  /** Null when it doesn't belong to a single offer. */
  offer: ModelOffer | null;
  /** Smaller is better; null when it can't be the best: unknown, not usable, or not a number. */
  rank: number | null;
  /** An outlier price as a multiple of the median of the model's offers; null or absent if it isn't one. */
  factor?: number | null | undefined;
}

/** Groups of facts, in display order. */
export const COMPARED_GROUPS = [
  "Price, cheapest paid offer",
  "Speed",
  "Limits",
  "Capabilities",
  "Availability",
] as const;

/** One fact of all compared models. */
export interface ComparedRow {
  group: (typeof COMPARED_GROUPS)[number];
  name: string;
  cells: Compared[];
  /** Whether the values differ; unknown differs from known. */
  differs: boolean;
  /** Indices of the best value as displayed; empty when no value looks better than another. */
  best: number[];
  /** Whether the best value is the lowest or the highest. */
  bestIs: "Lowest" | "Highest";
}

type Read = (model: Model) => Compared;

const UNKNOWN: Compared = { text: null, offer: null, rank: null };

/**
 * Compares models fact by fact. Each figure names its offer; figures never combine offers. Uses each model's primary
 * offers; an unusable offer is never the best. Omits facts that are unknown for all models.
 */
export function compareModels(
  models: readonly Model[],
  gateways: readonly Pick<Gateway, "slug">[],
  workload: Workload,
): ComparedRow[] {
  return factsOf(gateways, workload)
    .map(([group, name, read]) => ({ group, ...finished(name, models.map(read)) }))
    .filter(({ cells }) => cells.some(({ text }) => text !== null));
}

type Fact = [group: ComparedRow["group"], name: string, read: Read];

function factsOf(gateways: readonly Pick<Gateway, "slug">[], workload: Workload): Fact[] {
  const fastest = (model: Model) => bestOffers(model.offers, workload).fastest.first;
  return [
    ...priceFacts(workload),
    ["Speed", "Tokens/s", (m) => figure(fastest(m), shownSpeed, speedText, -1)],
    ["Speed", "First token", (m) => figure(fastest(m), shownFirstToken, secondsText, 1)],
    ["Limits", "Context", (m) => longest(m, (o) => o.context_length)],
    ["Limits", "Max output", (m) => longest(m, (o) => o.max_output_length)],
    ...CAPABILITIES.map(
      (name): Fact => [
        "Capabilities",
        CAPABILITY_NAMES[name],
        ({ offers }) => yesNo(primaryOffers(offers).map((offer) => offer.capabilities[name])),
      ],
    ),
    ["Capabilities", "Input", (m) => words(union(m, (o) => o.architecture.input_modalities))],
    ["Capabilities", "Output", (m) => words(union(m, (o) => o.architecture.output_modalities))],
    [
      "Availability",
      "Gateways",
      (m) =>
        counted(new Set(primaryOffers(m.offers).map((o) => o.gateway)).size, `of ${countedGateways(gateways).length}`),
    ],
    ["Availability", "Offers", (m) => counted(primaryOffers(m.offers).length)],
    ["Availability", "Quantization", (m) => words(union(m, (o) => (o.quantization ? [o.quantization] : [])))],
    ["Availability", "Released", released],
    ["Availability", "Status", (m) => ({ text: m.state, offer: null, rank: null })],
  ];
}

/** The prices of the cheapest paid offer, and whether another one is free. */
function priceFacts(workload: Workload): Fact[] {
  const group = "Price, cheapest paid offer";
  const cheapest = (model: Model) => bestOffers(model.offers, workload).cheapest.first;
  const factorsOf = ({ offers }: Model, offer: ModelOffer | null) =>
    offer === null ? undefined : offerFactors(offers)[offers.indexOf(offer)];
  const price = (model: Model, side: "prompt" | "completion" | "input_cache_read"): Compared => {
    const offer = cheapest(model);
    const usd = perMillion(offer?.pricing[side]);
    const factor = side === "input_cache_read" ? null : factorsOf(model, offer)?.[side];
    return usd === null ? UNKNOWN : { text: usdText(usd, offer), offer, rank: usd, factor };
  };
  const month: Read = (model) => {
    const offer = cheapest(model);
    const cost = offer && workloadCost(offer, workload);
    const factors = factorsOf(model, offer);
    const factor = factors?.prompt ?? factors?.completion;
    return cost ? { text: usdText(cost.month, offer, costText), offer, rank: cost.month, factor } : UNKNOWN;
  };
  return [
    [group, "Input $/1M", (m) => price(m, "prompt")],
    [group, "Output $/1M", (m) => price(m, "completion")],
    [group, "Cached input $/1M", (m) => price(m, "input_cache_read")],
    [group, "Monthly cost", month],
    [group, "Free tier", freeTier],
  ];
}

const CAPABILITY_NAMES: Readonly<Record<Capability, string>> = {
  tools: "Tools",
  json: "JSON output",
  reasoning: "Reasoning",
  vision: "Image input",
};

function yesNo(values: readonly (boolean | null)[]): Compared {
  if (values.includes(true)) return { text: "Yes", offer: null, rank: null };
  return values.includes(false) ? { text: "No", offer: null, rank: null } : UNKNOWN;
}

/** Whether an offer is free; no only if all prices are known. */
function freeTier({ offers }: Model): Compared {
  const states = primaryOffers(offers).map(({ price_state }) => price_state);
  if (states.includes("free")) return yesNo([true]);
  return yesNo(states.includes("unknown") ? [] : states.map(() => false));
}

/** A price declared free is shown as "free", as in the list. */
function usdText(usd: number, offer: ModelOffer | null, text = cellPrice): string {
  return usd === 0 && offer?.price_state === "free" ? "free" : `$${text(usd)}`;
}

function finished(name: string, cells: Compared[]): Omit<ComparedRow, "group"> {
  const ranked = cells.filter(({ rank }) => rank !== null);
  const top = Math.min(...ranked.flatMap(({ rank }) => rank ?? []));
  const texts = new Set(ranked.flatMap(({ rank, text }) => (rank === top ? [text] : [])));
  const best = cells.flatMap(({ rank, text }, i) => (rank !== null && texts.has(text) ? [i] : []));
  const differs = new Set(cells.map(({ text }) => text)).size > 1;
  // Ranks are negative if more is better.
  const bestIs = top < 0 ? "Highest" : "Lowest";
  return { name, cells, best: best.length < ranked.length ? best : [], bestIs, differs };
}

function figure(
  offer: ModelOffer | null,
  read: (offer: ModelOffer) => number | null,
  text: (figure: number) => string,
  sign: 1 | -1,
): Compared {
  const value = offer && read(offer);
  if (offer === null || value === null) return UNKNOWN;
  return { text: text(value), offer, rank: isUsable(offer.state) ? sign * value : null };
}

function longest(model: Model, read: (offer: ModelOffer) => number | null): Compared {
  const top = primaryOffers(model.offers).reduce<ModelOffer | null>(
    (max, o) => ((read(o) ?? 0) > (max ? (read(max) ?? 0) : 0) ? o : max),
    null,
  );
  return figure(top, read, contextText, -1);
}

/** A count is not better for being higher. */
function counted(count: number, note = ""): Compared {
  return { text: `${count} ${note}`.trim(), offer: null, rank: null };
}

function words(values: readonly string[]): Compared {
  return values.length === 0 ? UNKNOWN : { text: values.join(", "), offer: null, rank: null };
}

function union(model: Model, read: (offer: ModelOffer) => readonly string[]): string[] {
  return [...new Set(primaryOffers(model.offers).flatMap(read))].sort();
}

function released(model: Model): Compared {
  const created = releasedAt(model);
  return created === null ? UNKNOWN : { text: dayText(created * 1_000), offer: null, rank: null };
}
