import type { Model } from "@/lib/contract/model";
import type { ModelOffer } from "@/lib/contract/offer";
import type { Pricing } from "@/lib/contract/pricing";
import { DAY_SECONDS } from "@/lib/contract/time-units";
import { capabilityBits } from "./capabilities";
import { numberFact, textFact } from "./facts";
import { authorName } from "./identity/author-names";
import { compareCodeUnits } from "./ids";
import { type Factors, isPriceUnlikely, offerFactors } from "./offer-factors";
import { packedPrice } from "./pack-price";
import { isFallback } from "./primary-offers";
import { INDEX_FORMAT, type IndexedGateway, type PackedIndex } from "./search-index";
import { spaced, squashed } from "./text";

/** Numbers distinct values in order of appearance. `key` identifies a value. */
class Dictionary<T, K = T> {
  readonly values: T[] = [];
  readonly #places = new Map<K, number>();

  place(key: K, value: T): number {
    return this.#places.get(key) ?? this.#add(key, value);
  }

  /** Like `place`, for a value that is expensive to create. */
  placeOf(key: K, make: () => T): number {
    return this.#places.get(key) ?? this.#add(key, make());
  }

  #add(key: K, value: T): number {
    this.#places.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** Packs models, in the order of their keys, into the index. */
export class IndexPacker {
  readonly #gateways: IndexedGateway[];
  readonly #gatewayPlace: Map<string, number>;
  readonly #modalities = new Dictionary<string>();
  readonly #traits = new Dictionary<PackedIndex["traits"][number], string>();
  readonly #contexts = new Dictionary<number | null>();
  readonly #prices = new Dictionary<PackedIndex["prices"][number], string>();
  readonly #authors = new Dictionary<string>();
  readonly #sizes = new Dictionary<number | null>();
  readonly #cutoffs = new Dictionary<number | null>();
  readonly #licenses = new Dictionary<string>();
  readonly #columns = {
    ids: [] as string[],
    names: [] as string[],
    called: [] as string[],
    author: [] as number[],
    open: [] as (0 | 1)[],
    created: [] as (number | null)[],
    seen: [] as (number | null)[],
    params: [] as number[],
    cutoff: [] as number[],
    license: [] as number[],
    counts: [] as number[],
    behind: [] as number[],
    gateway: [] as number[],
    context: [] as number[],
    price: [] as number[],
    trait: [] as number[],
    speed: [] as number[],
  };

  constructor(gateways: readonly IndexedGateway[]) {
    this.#gateways = gateways.map(({ slug, name, hue, aliases }) => ({ slug, name, hue, aliases }));
    this.#gatewayPlace = new Map(gateways.map((g, i) => [g.slug, i]));
  }

  add(model: Model): void {
    const c = this.#columns;
    c.ids.push(model.id);
    c.names.push(model.name === lastPart(model.id) ? "" : model.name);
    c.called.push(otherIds(model));
    const author = authorName(model.provider_slug);
    c.author.push(this.#authors.place(author, author));
    c.open.push(model.facts?.open_weights?.value === true || model.offers.some(isOpen) ? 1 : 0);
    c.created.push(model.created === null ? null : Math.floor(model.created / DAY_SECONDS));
    this.#addFacts(model);
    c.counts.push(model.offers.length);
    const fallbacks = model.offers.filter(isFallback).length;
    c.behind.push(fallbacks < model.offers.length ? fallbacks : 0);
    const factors = offerFactors(model.offers);
    for (const [i, offer] of model.offers.entries()) this.#addOffer(offer, factors[i]);
  }

  #addFacts({ facts, first_seen }: Model): void {
    const c = this.#columns;
    const firstSeenDay = Date.parse(first_seen ?? "") / (DAY_SECONDS * 1_000);
    c.seen.push(Number.isNaN(firstSeenDay) ? null : Math.floor(firstSeenDay));
    const size = numberFact(facts, "parameters");
    c.params.push(this.#sizes.place(size, size));
    const cutoff = monthOf(textFact(facts, "knowledge_cutoff"));
    c.cutoff.push(this.#cutoffs.place(cutoff, cutoff));
    const license = textFact(facts, "license")?.toLowerCase() ?? "";
    c.license.push(this.#licenses.place(license, license));
  }

  #addOffer(offer: ModelOffer, factors: Factors | undefined): void {
    const gatewayPosition = this.#gatewayPlace.get(offer.gateway);
    if (gatewayPosition === undefined) throw new Error(`the index knows no gateway named "${offer.gateway}"`);
    const { pricing, state, price_state, price_doubt, architecture, context_length, tokens_per_second } = offer;
    const c = this.#columns;
    c.gateway.push(gatewayPosition);
    c.context.push(this.#contexts.place(context_length, context_length));
    c.price.push(this.#prices.placeOf(priceKey(pricing), () => packedPrice(pricing)));
    c.speed.push(tokens_per_second === null ? 0 : Math.round(tokens_per_second * 10) / 10);
    const inputs = this.#bitsOf(architecture.input_modalities);
    const outputs = this.#bitsOf(architecture.output_modalities);
    const { has, lacks } = capabilityBits(offer.capabilities);
    const doubt = price_doubt ? 1 : factors && isPriceUnlikely(factors) ? 2 : 0;
    const traitKey = `${state} ${price_state} ${doubt} ${inputs} ${outputs} ${has} ${lacks}`;
    c.trait.push(this.#traits.place(traitKey, [state, price_state, doubt, inputs, outputs, has, lacks]));
  }

  /** 31 kinds fit into a number; further kinds that gateways invent are displayed but can't be filtered by. */
  #bitsOf(names: readonly string[]): number {
    let bits = 0;
    for (const name of names) {
      const place = this.#modalities.place(name, name);
      if (place < 31) bits |= 1 << place;
    }
    return bits;
  }

  pack(): PackedIndex {
    return {
      v: INDEX_FORMAT,
      gateways: this.#gateways,
      modalities: this.#modalities.values,
      traits: this.#traits.values,
      contexts: this.#contexts.values,
      prices: this.#prices.values,
      authors: this.#authors.values,
      sizes: this.#sizes.values,
      cutoffs: this.#cutoffs.values,
      licenses: this.#licenses.values,
      ...this.#columns,
    };
  }
}

/** Equal for equal prices. */
function priceKey({ prompt, completion, input_cache_read, tiers, windows }: Pricing): string {
  const conditions = tiers || windows ? JSON.stringify([tiers, windows]) : "";
  return `${prompt} ${completion} ${input_cache_read} ${conditions}`;
}

/** The part of an ID after its last slash. */
export function lastPart(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
}

/** The native IDs that a search for the model's own ID and name wouldn't find, separated by spaces. */
function otherIds({ id, name, offers }: Model): string {
  const plain = id.toLowerCase();
  const other = offers.map((offer) => offer.id).filter((native) => !plain.endsWith(native.toLowerCase()));
  if (other.length === 0) return "";
  const text = (words: string) => squashed(spaced(words));
  const ownWords = `${text(id)}|${text(name)}`;
  return [...new Set(other)]
    .filter((native) => !/\s/.test(native) && !ownWords.includes(text(native)))
    .sort(compareCodeUnits)
    .join(" ");
}

/** Weights are known to be open when a gateway names the repository that has them. */
function isOpen(offer: ModelOffer): boolean {
  return offer.hugging_face_id !== null || offer.gateway === "huggingface";
}

/** `2025-06` or `2025-06-30` as 202506; null for anything else. */
function monthOf(day: string | null): number | null {
  const [, year, month] = /^(\d{4})-(\d{2})/.exec(day ?? "") ?? [];
  return year === undefined ? null : Number(year) * 100 + Number(month);
}
