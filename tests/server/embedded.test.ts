import { readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { findProvider } from "@pydantic/genai-prices";
import { describe, expect, it } from "vitest";
import { Offer } from "@/lib/contract/offer";
import { isDoubtful, perMillion } from "@/lib/models/price";
import { builtInSince, loadEmbedded } from "@/lib/server/catalog/embedded";
import data from "@/lib/server/catalog/embedded.json";
import { PROVIDERS } from "@/lib/server/providers/registry";
import { NO_CAPABILITIES } from "@/scripts/seed/facts";
import type { Merged } from "@/scripts/seed/merge";
import { slim } from "@/scripts/seed/slim";

const { asOf, offers } = loadEmbedded();

const find = (gateway: string, id: string) => offers.find((offer) => offer.gateway === gateway && offer.id === id);
const usd = (gateway: string, id: string) => {
  const pricing = find(gateway, id)?.pricing;
  return [perMillion(pricing?.prompt), perMillion(pricing?.completion)];
};
const name = (offer: Offer) => `${offer.gateway} ${offer.id}`;

/** What the price table has for a model: base prices in USD per 1M tokens. */
function tabled(providerId: string, id: string) {
  const prices = findProvider({ providerId })?.models.find((model) => model.id === id)?.prices;
  if (prices === undefined || Array.isArray(prices)) throw new Error(`${id} was expected to have one price`);
  return [prices.input_mtok, prices.output_mtok].map((p) => (typeof p === "object" ? p.base : p));
}

const active = offers.filter((offer) => offer.state === "active");
const share = (has: (offer: Offer) => boolean) => active.filter(has).length / active.length;

describe("the built-in catalog", () => {
  it("has offers of each gateway, and each gateway's own among them", () => {
    const gateways = new Set(active.map((offer) => offer.gateway));
    expect([...gateways].sort()).toEqual(PROVIDERS.map((provider) => provider.slug).sort());
  });

  it("is at most 40 KB, compressed", () => {
    const file = readFileSync("lib/server/catalog/embedded.json");
    expect(brotliCompressSync(file).length).toBeLessThanOrEqual(40 * 1024);
  });

  it.each<[string, number, (offer: Offer) => boolean]>([
    ["a release date", 0.9, ({ created, facts }) => created !== null && facts?.release_date !== undefined],
    ["a context length", 0.95, ({ context_length }) => context_length !== null],
    ["a price or why it has none", 0.95, ({ price_state }) => price_state !== "unknown"],
    ["whether it calls tools", 0.85, ({ capabilities }) => capabilities.tools !== null],
    ["whether its weights are open", 0.7, ({ facts }) => facts?.open_weights !== undefined],
  ])("says %s for at least %f of the active offers", (_, least, has) => {
    expect(share(has)).toBeGreaterThanOrEqual(least);
  });

  it("fits the contract, row by row", () => {
    expect(offers.filter((offer) => !Offer.strict().safeParse(offer).success).map(name)).toEqual([]);
  });

  it("has each offer once", () => {
    expect(new Set(offers.map(name)).size).toBe(offers.length);
  });

  it("is expanded once", () => {
    expect(loadEmbedded().offers).toBe(offers);
  });

  it("names its sources, and on each row the day of the newest", () => {
    const days = new Map(
      data.sources.map(({ name, version, as_of, ...rest }) => {
        const of = "of" in rest ? `${rest.of} (${name} ${version})` : `${name} ${version}`;
        return [of, as_of];
      }),
    );
    expect(asOf).toBe([...days.values()].sort().at(-1));
    for (const { source, price_source } of offers) {
      for (const { source: names, fetched_at } of [source, ...(price_source ? [price_source] : [])]) {
        expect(days.get(names.split(", ")[0] ?? "")).toBe(fetched_at);
      }
    }
  });
});

describe("its ids", () => {
  it("are the gateways' own", () => {
    const ids = (gateway: string) => offers.filter((offer) => offer.gateway === gateway).map((offer) => offer.id);
    expect(ids("google").filter((id) => id.startsWith("models/") || id.startsWith("claude"))).toEqual([]);
    expect(ids("fireworks").filter((id) => !/^accounts\/fireworks\/(models|routers)\/[^/.]+$/.test(id))).toEqual([]);
    for (const gateway of ["openrouter", "huggingface", "deepinfra", "nebius"]) {
      expect(ids(gateway).filter((id) => !/^[^/]+\/.+$/.test(id))).toEqual([]);
    }
    expect(ids("xai").filter((id) => id.includes("/"))).toEqual([]);
  });
});

describe("its prices", () => {
  it("are free only when the gateway declares it", () => {
    const free = offers.filter((offer) => offer.price_state === "free");
    const declared = (offer: Offer) =>
      offer.gateway === "openrouter"
        ? offer.id.endsWith(":free") || offer.id === "openrouter/free"
        : offer.gateway === "google" && offer.id.startsWith("gemma-");
    expect(free.filter((offer) => !declared(offer)).map(name)).toEqual([]);
    expect(free.length).toBeGreaterThan(0);
  });

  it("are never 0 for unknown", () => {
    const figures = ({ pricing: { tiers = [], ...base } }: Offer) =>
      [base, ...tiers].flatMap(({ ...of }) => Object.values({ ...of, above: null })).filter((figure) => figure != null);
    const known = offers.filter((offer) => offer.price_state === "known");
    expect(known.filter((offer) => figures(offer).some((figure) => !(Number(figure) > 0))).map(name)).toEqual([]);
    expect(known.filter((offer) => figures(offer).length === 0).map(name)).toEqual([]);
    const unstated = offers.filter((offer) => !["known", "free"].includes(offer.price_state));
    expect(unstated.filter((offer) => figures(offer).length > 0).map(name)).toEqual([]);
  });

  it("are between $0.001 and $1,000 per 1M tokens, or marked as doubtful", () => {
    const outside = offers.filter(({ pricing }) =>
      [pricing.prompt, pricing.completion].some((figure) => isDoubtful(perMillion(figure))),
    );
    expect(outside.filter((offer) => !offer.price_doubt).map(name)).toEqual([]);
  });

  it("agree with the price table on well-known models", () => {
    expect(usd("groq", "llama-3.3-70b-versatile")).toEqual(tabled("groq", "llama-3.3-70b-versatile"));
    expect(usd("openrouter", "anthropic/claude-sonnet-4.5")).toEqual(
      tabled("openrouter", "anthropic/claude-sonnet-4.5"),
    );
    expect(usd("google", "gemini-2.5-pro")).toEqual([1.25, 10]);
  });

  it("have the steps of long prompts", () => {
    const above = (gateway: string, id: string) => find(gateway, id)?.pricing.tiers?.map((tier) => tier.above);
    expect(above("google", "gemini-2.5-pro")).toEqual([200_000]);
    expect(above("xai", "grok-4.3")).toEqual([200_000]);
  });

  it("name their source when it is not that of the row", () => {
    const merged: Merged = {
      ...{ gateway: "groq", id: "acme/one", name: null, description: null, context_length: null },
      ...{ max_output_length: null, architecture: null, capabilities: NO_CAPABILITIES, facts: {} },
      ...{ first_seen: "2026-01-01", deprecated_by: null, sources: [0, 1], price_source: 1 },
      price: { pricing: { prompt: "0.000001", completion: null }, price_state: "known", price_doubt: false },
    };
    expect(slim(merged).price_source).toBe(1);
    expect(slim({ ...merged, price_source: 0 })).not.toHaveProperty("price_source");
    expect(slim({ ...merged, price: null })).not.toHaveProperty("price_source");
  });

  it("distinguish varying prices from unknown ones", () => {
    expect(find("openrouter", "openrouter/auto")?.price_state).toBe("dynamic");
    expect(find("groq", "groq/compound")?.price_state).toBe("unknown");
    const images = active.filter(({ architecture }) => architecture.output_modalities.join() === "image");
    expect(images.length).toBeGreaterThan(0);
    expect(images.filter(({ price_state }) => price_state === "free").map(name)).toEqual([]);
  });
});

describe("its capabilities", () => {
  it("are yes, no, or unknown", () => {
    expect(find("groq", "llama-3.3-70b-versatile")?.capabilities).toMatchObject({ tools: true, vision: false });
    expect(find("groq", "groq/compound")?.capabilities.tools).toBe(false);
    expect(new Set(active.map(({ capabilities }) => capabilities.json))).toEqual(new Set([true, false, null]));
  });
});

describe("its states", () => {
  it("are deprecated only where a source says so, with a sentence for it", () => {
    const ended = offers.filter((offer) => offer.state !== "active");
    expect(new Set(ended.map((offer) => offer.state))).toEqual(new Set(["deprecated"]));
    expect(ended.filter((offer) => offer.state_note === null).map(name)).toEqual([]);
  });
});

describe("offers that no list has any more", () => {
  const past = loadEmbedded().past ?? [];

  it("are none of those that are shown", () => {
    const shown = new Set(offers.map(name));
    expect(past.length).toBeGreaterThan(0);
    expect(past.filter(({ gateway, id }) => shown.has(`${gateway} ${id}`))).toEqual([]);
  });

  it("were last seen on the day of a source, or at an unknown time", () => {
    const days = new Set<string | null>([...data.sources.map(({ as_of }) => as_of), null]);
    expect(past.filter(({ last_seen }) => !days.has(last_seen))).toEqual([]);
    expect(past.find(({ gateway, id }) => gateway === "openrouter" && id === "openai/o1")?.last_seen).toBe(
      "2026-09-23",
    );
  });

  it("are not new when a gateway lists them again", () => {
    expect(builtInSince(loadEmbedded(), "openrouter", "openai/o1")).toBe("2026-09-23");
    expect(builtInSince(loadEmbedded(), "openrouter", "nobody/nothing")).toBe("");
  });
});

it("parameters are those in the names of open weights, but not of names with experts", () => {
  const sizes = (id: string) => {
    const found = loadEmbedded().offers.filter((offer) => offer.id === id && offer.facts?.open_weights);
    expect(found).not.toEqual([]);
    return found.map(({ facts }) => [facts?.parameters, facts?.active_parameters]);
  };
  for (const size of sizes("openai/gpt-oss-120b")) expect(size).toEqual([120e9, undefined]);
  for (const size of sizes("Qwen/Qwen3-235B-A22B-Instruct-2507")) expect(size).toEqual([235e9, 22e9]);
  const experts = loadEmbedded().offers.filter(({ id }) => /-128e\b/i.test(id));
  expect(experts.length).toBeGreaterThan(0);
  for (const { facts } of experts) expect(facts?.parameters).toBeUndefined();
});
