import { z } from "zod";
import type { Offer } from "@/lib/contract/offer";
import { readReference } from "@/lib/server/catalog/reference";
import { type Facts, limit } from "./facts";
import { type Literal, readLiteral } from "./literal";
import { architectureOfId } from "./modalities";
import { type Gateway, MODELS_DEV, readPackage, SOURCES } from "./sources";

/** A model's facts at models.dev, independent of the provider. */
export interface Release {
  provider: string;
  id: string;
  release_date: string | null;
  open_weights: boolean | null;
  knowledge: string | null;
}

/** The gateways' offers at models.dev, and its facts of the models of all providers. */
interface ModelsDev {
  offers: Facts[];
  releases: Release[];
}

const Known = z.object({
  release_date: z.string().optional(),
  open_weights: z.boolean().optional(),
  knowledge: z.string().optional(),
});
/** The start of a provider's entry: its key and its ID are the same word. */
const PROVIDER = /(?:"([^"]{1,60})"|([\w$]{1,60})):(?=\{id:"(?:\1|\2)",env:\[)/g;
/** Maximum length of a provider's entry, in bytes. */
const MAX_ENTRY_BYTES = 4_000_000;

/** Facts of models.dev, from the literal in the program. */
export function readModelsDev(): ModelsDev {
  const source = SOURCES[MODELS_DEV];
  const providers = readPackage(source, (file) => readProviders(file("bin/kilo")));
  const reference = readReference(providers, source.as_of);
  const releases = Object.entries(providers).flatMap(([provider, { models }]) =>
    Object.entries(models).map(([id, model]) => {
      const { release_date = null, open_weights = null, knowledge = null } = Known.parse(model);
      return { provider, id, release_date, open_weights, knowledge };
    }),
  );
  return { offers: [...reference.offers.values()].map(factsOf), releases };
}

const Provider = z.object({ models: z.record(z.string(), z.unknown()) });
type Provider = z.infer<typeof Provider>;

/** The entries of all providers in a program, each from its first occurrence. */
function readProviders(program: Buffer): Record<string, Provider> {
  const found: Record<string, Provider> = {};
  for (const { 0: key, 1: quoted, 2: plain, index } of program.toString("latin1").matchAll(PROVIDER)) {
    const name = quoted ?? plain ?? "";
    if (name in found) continue;
    const at = index + key.length;
    const literal: Literal = readLiteral(program.subarray(at, at + MAX_ENTRY_BYTES).toString("utf8"));
    const provider = Provider.safeParse(literal);
    if (provider.success) found[name] = provider.data;
  }
  return found;
}

function factsOf(offer: Offer): Facts {
  const { gateway, id, name, description, capabilities, reference_facts } = offer;
  const { pricing, price_state, price_doubt } = offer;
  const architecture = architectureOfId(id) ?? offer.architecture;
  return {
    gateway: gateway as Gateway,
    id,
    name,
    description: description === "" ? null : description,
    context_length: limit(offer.context_length),
    max_output_length: limit(offer.max_output_length),
    price: price_state === "unknown" ? null : { pricing, price_state, price_doubt },
    architecture,
    capabilities: { ...capabilities, vision: architecture.input_modalities.includes("image") },
    facts: reference_facts?.values ?? {},
    deprecated: offer.state === "deprecated",
  };
}
