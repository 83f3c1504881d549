import { lastPart } from "./pack";
import type { PackedIndex, SearchIndex } from "./search-index";
import { defaultOrder } from "./sort";
import { spaced, squashed } from "./text";

const STEP = 1_000;

/**
 * Decodes the slim index in steps of some thousand models, so that a caller can let others run in between:
 * `next()` until done, the value is the index.
 */
export function* unpackSteps(packed: PackedIndex): Generator<void, SearchIndex, void> {
  const { ids, counts } = packed;
  const models = ids.length;
  const names = packed.names.map((name, m) => name || lastPart(ids[m] ?? "") || (ids[m] ?? ""));
  yield;
  const firstOffer = new Uint32Array(models + 1);
  for (let m = 0; m < models; m++) firstOffer[m + 1] = (firstOffer[m] ?? 0) + (counts[m] ?? 0);
  const gatewayCount = new Uint8Array(models);
  for (let m = 0; m < models; m++) {
    gatewayCount[m] = new Set(packed.gateway.slice(firstOffer[m], firstOffer[m + 1])).size;
  }
  yield;
  const columns = {
    created: Float64Array.from(packed.created, number),
    gateway: Uint8Array.from(packed.gateway),
    context: Float64Array.from(packed.context, (i) => number(packed.contexts[i])),
    priceIn: Float64Array.from(packed.price, (i) => number(packed.prices[i]?.[0])),
    priceOut: Float64Array.from(packed.price, (i) => number(packed.prices[i]?.[1])),
    speed: Float64Array.from(packed.speed, (s) => s || Number.NaN),
    trait: Uint16Array.from(packed.trait),
  };
  const order = defaultOrder(gatewayCount, columns.created);
  const words = new Array<string>(models);
  const squash = new Array<string>(models);
  const nameWords = new Array<string>(models);
  for (let m = 0; m < models; m++) {
    if (m % STEP === 0) yield;
    const id = spaced(ids[m] ?? "");
    const name = spaced(names[m] ?? "");
    nameWords[m] = name;
    words[m] = id.endsWith(name) ? id : `${id} |${name}`;
    squash[m] = id.endsWith(name) ? squashed(id) : `${squashed(id)}|${squashed(name)}`;
  }
  return {
    gateways: packed.gateways,
    modalities: packed.modalities,
    traits: packed.traits.map(([state, priceState, doubt, input, output, abilities]) => ({
      state,
      priceState,
      priceDoubt: doubt === 1,
      input,
      output,
      abilities,
    })),
    ids,
    aliasIds: [],
    aliasModels: new Uint32Array(),
    names,
    firstOffer,
    gatewayCount,
    order,
    ...columns,
    words,
    squashed: squash,
    nameWords,
  };
}

/** Decodes the slim index at once. */
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
