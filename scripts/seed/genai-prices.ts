import { findProvider } from "@pydantic/genai-prices";
import { z } from "zod";
import type { PriceTier } from "@/lib/contract/offer";
import { type Price, perMillion, perToken, priceOf, priceWithout, UNIT } from "@/lib/models/price";
import type { Lifecycle } from "@/lib/server/providers/lifecycle";
import { type Facts, facts, isDeclaredFree, limit } from "./facts";
import { realIds } from "./genai-ids";
import { Match, matches } from "./match";
import { architectureOfId } from "./modalities";
import { checkInstalled, type Gateway, GENAI_PRICES, SOURCES } from "./sources";

/** USD per 1M tokens, or that and what it becomes for prompts longer than `start`. Other keys are other units. */
const Figure = z.union([
  z.number().transform((base) => ({ base, tiers: [] })),
  z.object({ base: z.number(), tiers: z.array(z.object({ start: z.number(), price: z.number() })) }),
]);
const Prices = z.record(z.string(), Figure);
type Prices = z.infer<typeof Prices>;
const Dated = z.object({
  constraint: z.object({ type: z.string(), start_date: z.string().optional() }).optional(),
  prices: Prices,
});
const Entry = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  description: z.string().optional(),
  match: Match,
  context_window: z.number().optional(),
  deprecated: z.boolean().default(false),
  price_comments: z.string().default(""),
  prices: z.union([z.array(Dated), Prices]),
});
type Entry = z.infer<typeof Entry>;

const { as_of } = SOURCES[GENAI_PRICES];
const ROUTES = ["cerebras", "fireworks-ai", "groq", "hyperbolic", "nebius", "novita", "nscale", "ovhcloud"]
  .concat("publicai", "sambanova", "together")
  .map((host) => `huggingface_${host}`);

/** The price tables of each gateway: of Hugging Face one by host, of which Nebius's is also its own. */
const TABLES: readonly (readonly [Gateway, readonly string[]])[] = [
  ["openrouter", ["openrouter"]],
  ["huggingface", ROUTES],
  ["together", ["together"]],
  ["google", ["google"]],
  ["fireworks", ["fireworks"]],
  ["xai", ["x-ai"]],
  ["nebius", ["huggingface_nebius"]],
  ["groq", ["groq"]],
  ["cerebras", ["cerebras"]],
  ["novita", ["novita"]],
];

/** Its facts, and what its rules say about the ids that others list. */
export interface GenaiPrices {
  rows: Facts[];
  priceFor(gateway: Gateway, id: string): Price | null;
  lifeFor(gateway: Gateway, id: string): Lifecycle | null;
}

/** Facts from its price tables. Of several hosts for one id the cheapest speaks. */
export function readGenaiPrices(): GenaiPrices {
  checkInstalled(SOURCES[GENAI_PRICES]);
  const tables = new Map(TABLES.map(([gateway, names]) => [gateway, names.map(tableOf)]));
  const rulesFor = (gateway: Gateway, id: string) =>
    (tables.get(gateway) ?? []).flatMap((table) => table.find((entry) => matches(entry.match, id)) ?? []);
  return {
    rows: TABLES.flatMap(([gateway]) => rowsOf(gateway, tables.get(gateway) ?? [])),
    priceFor: (gateway, id) => {
      const priced = rulesFor(gateway, id).map((entry) => priceFrom(gateway, id, entry));
      return priced.reduce((best, price) => (best === null || total(price) < total(best) ? price : best), null);
    },
    lifeFor: (gateway, id) => {
      const lives = rulesFor(gateway, id).map((entry) => (entry.deprecated ? lifecycleOf(entry) : null));
      return lives.every((lifecycle) => lifecycle !== null) ? (lives[0] ?? null) : null;
    },
  };
}

function tableOf(providerId: string): Entry[] {
  return z.array(Entry).parse(findProvider({ providerId })?.models);
}

function rowsOf(gateway: Gateway, tables: readonly Entry[][]): Facts[] {
  const found = new Map<string, Facts>();
  for (const entry of tables.flat()) {
    for (const id of realIds(gateway, entry)) {
      const row = factsOf(gateway, id, entry);
      const known = found.get(id);
      if (!known || total(row.price) < total(known.price)) found.set(id, row);
    }
  }
  return [...found.values()];
}

function factsOf(gateway: Gateway, id: string, entry: Entry): Facts {
  const price = priceFrom(gateway, id, entry);
  const units = Object.keys(pricesOf(entry)).join(" ");
  const own = id === entry.id || gateway === "fireworks" || gateway === "nebius";
  return facts(gateway, id, {
    name: own ? (entry.name ?? null) : null,
    description: own ? (entry.description?.trim().replaceAll(/\s+/g, " ") ?? null) : null,
    context_length: limit(entry.context_window),
    price,
    architecture: architectureOfId(id),
    more_input: ["audio", "image", "video"].filter((kind) => units.includes(`input_${kind}_mtok`)),
    hugging_face_id: gateway === "huggingface" || gateway === "nebius" ? entry.id : null,
    lifecycle: lifecycleOf(entry),
    listed: isListed(gateway, id, entry),
  });
}

/**
 * It keeps what is long gone, for old bills. What it still looks after has a name or a context; of Novita and Fireworks
 * it has nothing newer than the lists of others, save Fireworks's routers, which no list holds.
 */
function isListed(gateway: Gateway, id: string, entry: Entry): boolean {
  if (gateway === "novita") return false;
  if (gateway === "fireworks") return id.includes("/routers/");
  return gateway === "google" || entry.context_window !== undefined || entry.name !== undefined;
}

function lifecycleOf({ deprecated, price_comments }: Entry): Lifecycle | null {
  if (deprecated) return { state: "deprecated", state_note: `deprecated as of ${as_of}` };
  const doubted = /no longer (available|listed)|can't find anything|not sure the model still exists/i;
  return doubted.test(price_comments) ? { state: "retired", state_note: `no longer listed as of ${as_of}` } : null;
}

function pricesOf({ prices }: Entry): Prices {
  if (!Array.isArray(prices)) return prices;
  const inEffect = prices.filter(
    ({ constraint }) => !constraint || (constraint.start_date !== undefined && constraint.start_date <= as_of),
  );
  return inEffect.at(-1)?.prices ?? {};
}

/** An entry without prices is free only where the gateway or the entry says so. */
function priceFrom(gateway: Gateway, id: string, entry: Entry): Price | null {
  const prices = pricesOf(entry);
  if (Object.keys(prices).length === 0) {
    const declaredFree = gateway === "google" && /^free of charge|\. free of charge/i.test(entry.price_comments);
    const named = gateway === "google" && entry.name?.endsWith("(free)");
    if (!declaredFree && !named && !isDeclaredFree(gateway, id)) return null;
    return priceOf({ prompt: 0, completion: 0 }, UNIT.usdPerMillion);
  }
  if (prices.input_mtok === undefined && prices.output_mtok === undefined) return priceWithout("per_unit");
  const price = priceOf(
    {
      prompt: prices.input_mtok?.base,
      completion: prices.output_mtok?.base,
      input_cache_read: prices.cache_read_mtok?.base,
      input_cache_write: prices.cache_write_mtok?.base,
    },
    UNIT.usdPerMillion,
  );
  const tiers = tiersOf(prices);
  return tiers.length > 0 ? { ...price, pricing: { ...price.pricing, tiers } } : price;
}

/** What long prompts cost; a figure that has no tier of its own stays as it is. */
function tiersOf({ input_mtok, output_mtok, cache_read_mtok }: Prices): PriceTier[] {
  const figures = [input_mtok, output_mtok, cache_read_mtok];
  const starts = [...new Set(figures.flatMap((figure) => figure?.tiers.map(({ start }) => start) ?? []))];
  const at = (figure: Prices[string] | undefined, above: number) =>
    figure ? perToken(figure.tiers.findLast(({ start }) => start <= above)?.price ?? figure.base) : null;
  return starts
    .sort((a, b) => a - b)
    .map((above) => ({
      above,
      prompt: at(input_mtok, above),
      completion: at(output_mtok, above),
      ...(cache_read_mtok ? { input_cache_read: at(cache_read_mtok, above) } : {}),
    }));
}

function total(price: Price | null): number {
  if (price?.price_state !== "known") return Number.POSITIVE_INFINITY;
  return (perMillion(price.pricing.prompt) ?? 0) + (perMillion(price.pricing.completion) ?? 0);
}
