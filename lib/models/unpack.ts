import { lastPart } from "./pack";
import { unpackedPrice } from "./pack-price";
import type { PackedIndex, SearchIndex } from "./search-index";
import { defaultOrder } from "./sort";
import { spaced, squashed } from "./text";

const STEP = 1_000;
/** Shorter words are too easily confused with each other. */
const MIN_WORD = 4;

/** Decodes the index in steps of a few thousand models, so that a caller can yield to other work. */
export function* unpackSteps(packed: PackedIndex): Generator<void, SearchIndex, void> {
  const { ids, counts } = packed;
  const models = ids.length;
  const names = packed.names.map((name, m) => name || lastPart(ids[m] ?? "") || (ids[m] ?? ""));
  yield;
  const firstOffer = new Uint32Array(models + 1);
  for (let m = 0; m < models; m++) firstOffer[m + 1] = (firstOffer[m] ?? 0) + (counts[m] ?? 0);
  const modelOf = new Uint32Array(packed.gateway.length);
  for (let m = 0; m < models; m++) modelOf.fill(m, firstOffer[m], firstOffer[m + 1]);
  const primaryEnd = Uint32Array.from(packed.behind, (fallbacks, m) => (firstOffer[m + 1] ?? 0) - fallbacks);
  const gatewayCount = gatewaysOf(packed.gateway, firstOffer, primaryEnd);
  yield;
  const columns = columnsOf(packed);
  const order = defaultOrder(gatewayCount, columns.created);
  const texts = yield* textSteps(packed, names);
  return {
    gateways: packed.gateways,
    modalities: packed.modalities,
    traits: packed.traits.map(unpackedTrait),
    prices: packed.prices.map(unpackedPrice),
    authors: packed.authors,
    licenses: packed.licenses,
    ids,
    aliasIds: [],
    aliasModels: new Uint32Array(),
    names,
    firstOffer,
    primaryEnd,
    modelOf,
    gatewayCount,
    order,
    ...columns,
    ...texts,
  };
}

/** One value per model, offer, or both, in typed arrays; NaN where unknown. */
function columnsOf(packed: PackedIndex) {
  return {
    author: Uint16Array.from(packed.author),
    open: Uint8Array.from(packed.open),
    created: Float64Array.from(packed.created, number),
    seen: Float64Array.from(packed.seen, number),
    params: Float64Array.from(packed.params, (i) => number(packed.sizes[i])),
    cutoff: Float64Array.from(packed.cutoff, (i) => number(packed.cutoffs[i])),
    license: Uint16Array.from(packed.license),
    gateway: Uint16Array.from(packed.gateway),
    context: Float64Array.from(packed.context, (i) => number(packed.contexts[i])),
    price: Uint32Array.from(packed.price),
    speed: Float64Array.from(packed.speed, (s) => s || Number.NaN),
    trait: Uint16Array.from(packed.trait),
  };
}

function* textSteps({ ids, called }: PackedIndex, names: readonly string[]) {
  const models = ids.length;
  const words = new Array<string>(models);
  const squash = new Array<string>(models);
  const ownLength = new Uint16Array(models);
  const nameWords = new Array<string>(models);
  const vocabulary = new Set<string>();
  for (let m = 0; m < models; m++) {
    if (m % STEP === 0) yield;
    const id = spaced(ids[m] ?? "");
    const name = spaced(names[m] ?? "");
    nameWords[m] = name;
    collectWords(vocabulary, id);
    if (!id.endsWith(name)) collectWords(vocabulary, name);
    const ownNames = id.endsWith(name) ? [id] : [id, name];
    const otherNames = called[m] ? (called[m] ?? "").split(" ").map(spaced) : [];
    words[m] = [...ownNames, ...otherNames].join(" |");
    ownLength[m] = squashed(ownNames.join("|")).length;
    squash[m] = [...ownNames, ...otherNames].map(squashed).join("|");
  }
  return { words, squashed: squash, ownLength, nameWords, vocabulary: [...vocabulary] };
}

function unpackedTrait([state, priceState, doubt, input, output, capabilities, lacks]: PackedIndex["traits"][number]) {
  return { state, priceState, priceDoubt: doubt === 1, priceWarning: doubt > 0, input, output, capabilities, lacks };
}

function gatewaysOf(gateway: readonly number[], firstOffer: Uint32Array, primaryEnd: Uint32Array): Uint16Array {
  const count = new Uint16Array(primaryEnd.length);
  const gateways = new Set<number>();
  for (let m = 0; m < count.length; m++) {
    gateways.clear();
    for (let o = firstOffer[m] ?? 0; o < (primaryEnd[m] ?? 0); o++) gateways.add(gateway[o] ?? 0);
    count[m] = gateways.size;
  }
  return count;
}

function collectWords(vocabulary: Set<string>, spacedText: string): void {
  for (const word of spacedText.split(" ")) if (word.length >= MIN_WORD) vocabulary.add(word);
}

/** Decodes the index in one go. */
export function unpack(packed: PackedIndex): SearchIndex {
  const steps = unpackSteps(packed);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

function number(value: number | null | undefined): number {
  return value ?? Number.NaN;
}
