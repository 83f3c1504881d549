import { findProvider } from "@pydantic/genai-prices";
import { describe, expect, it } from "vitest";
import { Offer } from "@/lib/contract/offer";
import { isDoubtful, perMillion } from "@/lib/models/price";
import { loadEmbedded } from "@/lib/server/catalog/embedded";
import data from "@/lib/server/catalog/embedded.json";
import { PROVIDERS } from "@/lib/server/providers/registry";

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

describe("the embedded catalog", () => {
  it("holds at least 1,500 offers, each gateway's own among them", () => {
    expect(offers.length).toBeGreaterThanOrEqual(1500);
    const gateways = new Set(offers.map((offer) => offer.gateway));
    expect([...gateways].sort()).toEqual(PROVIDERS.map((provider) => provider.slug).sort());
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
    const days = new Map(data.sources.map((source) => [`${source.name} ${source.version}`, source.as_of]));
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
  it("are free only where the gateway declares it", () => {
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

  it("lie between $0.001 and $1,000 per 1M tokens, or carry a doubt", () => {
    const outside = offers.filter(({ pricing }) =>
      [pricing.prompt, pricing.completion].some((figure) => isDoubtful(perMillion(figure))),
    );
    expect(outside.filter((offer) => !offer.price_doubt).map(name)).toEqual([]);
  });

  it("agree with the price table on well-known models", () => {
    expect(usd("groq", "llama-3.3-70b-versatile")).toEqual([0.59, 0.79]);
    expect(usd("groq", "llama-3.3-70b-versatile")).toEqual(tabled("groq", "llama-3.3-70b-versatile"));
    expect(usd("xai", "grok-4")).toEqual([3, 15]);
    expect(usd("xai", "grok-4")).toEqual(tabled("x-ai", "grok-4-0709"));
    expect(usd("openrouter", "anthropic/claude-sonnet-4.5")).toEqual([3, 15]);
    expect(usd("openrouter", "anthropic/claude-sonnet-4.5")).toEqual(
      tabled("openrouter", "anthropic/claude-sonnet-4.5"),
    );
    expect(usd("google", "gemini-2.5-pro")).toEqual([1.25, 10]);
    expect(usd("fireworks", "accounts/fireworks/models/gpt-oss-120b")).toEqual([0.15, 0.6]);
  });

  it("name their source where it is not that of the row", () => {
    const offer = find("fireworks", "accounts/fireworks/models/gpt-oss-120b");
    expect(offer?.source.source).toContain("@oh-my-pi/pi-catalog");
    expect(offer?.price_source?.source).toContain("@pydantic/genai-prices");
  });

  it("keep varying prices apart from unknown ones", () => {
    expect(find("openrouter", "openrouter/auto")?.price_state).toBe("dynamic");
    expect(find("groq", "whisper-large-v3")?.price_state).toBe("per_unit");
    expect(find("groq", "groq/compound")?.price_state).toBe("unknown");
  });
});

describe("its states", () => {
  it("keep what is retired or deprecated, with a sentence for it", () => {
    const ended = offers.filter((offer) => offer.state !== "active");
    expect(new Set(ended.map((offer) => offer.state))).toEqual(new Set(["retired", "deprecated"]));
    expect(ended.filter((offer) => offer.state_note === null).map(name)).toEqual([]);
    expect(find("cerebras", "zai-glm-4.7")?.state).toBe("deprecated");
    expect(find("deepinfra", "zai-org/GLM-4.5")).toMatchObject({
      state: "retired",
      state_note: "last listed in September 2025",
    });
  });

  it("leave every gateway something that is served", () => {
    const served = new Set(offers.filter((offer) => offer.state === "active").map((offer) => offer.gateway));
    expect(served.size).toBe(12);
  });
});
