import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { FurtherFacts } from "@/components/model/further-facts";
import { ModelFacts } from "@/components/model/model-facts";
import type { IdentifiedOffer } from "@/lib/contract/offer";
import { modelOf, offer, priced } from "../fakes/offers";

/** The facts of a model of these offers, each as its name and what it says. */
function factsOf(...offers: IdentifiedOffer[]): Map<string, string> {
  return factsIn(renderToStaticMarkup(createElement(ModelFacts, { model: modelOf(...offers), gateways: [] })));
}

function factsIn(html: string): Map<string, string> {
  const plain = (text = "") =>
    text
      .replace(/<[^>]+>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
  const facts = html.matchAll(/<dt[^>]*>(.*?)<\/dt><dd[^>]*>(.*?)<\/dd>/g);
  return new Map([...facts].map(([, name, value]) => [plain(name), plain(value)]));
}

const doubtful = offer("alpha", "m", { ...priced(5_000, 9_000), price_doubt: true });

it("the price of a model is its lowest reliable one, with its gateway", () => {
  const facts = factsOf(offer("beta", "m", priced(1, 2)), doubtful);
  expect(facts.get("From, per 1M tokens")).toBe("$1.00 / $2.00 beta");
});

it("a doubtful price is marked, and is not the lowest price", () => {
  const facts = factsOf(doubtful);
  expect(facts.get("Unconfirmed, per 1M tokens")).toBe(
    "Far outside the usual range. Check with the gateway. $5,000 / $9,000 alpha",
  );
  expect(facts.has("From, per 1M tokens")).toBe(false);
});

it("a price far below those of the other offers is marked as it is in its row", () => {
  const others = ["beta", "gamma", "delta"].map((gateway) => offer(gateway, "m", priced(1, 2)));
  const facts = factsOf(offer("alpha", "m", priced(0.2, 2)), ...others);
  expect(facts.get("From, per 1M tokens")).toBe(
    "1/5 of the median of all offers. Check with the gateway. $0.20 / $2.00 alpha",
  );
});

it("the price of an offer that has ended is called its last one", () => {
  const facts = factsOf(offer("alpha", "m", { ...priced(1, 2), state: "gone" }));
  expect(facts.get("Last price, per 1M tokens")).toBe("$1.00 / $2.00 alpha, gone");
  expect(facts.has("From, per 1M tokens")).toBe(false);
});

it("offers are counted if a gateway has several", () => {
  const standard = offer("alpha", "m", priced(1, 2));
  expect(factsOf(standard, offer("beta", "m", priced(1, 2))).get("Gateways")).toBe("2");
  expect(factsOf(standard, offer("alpha", "m:free", priced(0, 0))).get("Gateways")).toBe("1 2 offers");
});

it("a price without a figure is a word: unknown, or its kind", () => {
  expect(factsOf(offer("alpha", "m")).get("Per 1M tokens")).toBe("Unknown");
  expect(factsOf(offer("alpha", "m", { price_state: "dynamic" })).get("Per 1M tokens")).toBe("Varies alpha");
});

it("the fastest offer has the speed that its row shows", () => {
  const live = {
    tokens_per_second: { p50: 300, p95: 400 },
    first_token_ms: null,
    window_minutes: 30,
    requests: 9,
    error_rate: 0,
    uptime: 1,
  };
  const [said, measured] = [offer("alpha", "m", { tokens_per_second: 100 }), offer("beta", "m")];
  const facts = factsOf(said, Object.assign(measured, { live }));
  expect(facts.get("Fastest")).toBe("300 tokens/s on beta");
});

it("a fact names its sources without package names, and the values of other sources", () => {
  const dated = (value: string) => ({ value, source: "pi-ai 1.6.0, models.dev (@kilocode/cli 7.7.9)", fetched_at: "" });
  const others = [{ ...dated("2025-09"), source: "models.dev (@kilocode/cli 7.7.9)" }];
  const model = { ...modelOf(offer("alpha", "m")), facts: { knowledge_cutoff: { ...dated("2024-06"), others } } };
  const html = renderToStaticMarkup(createElement(FurtherFacts, { model }));
  expect(html).toContain(">From pi-ai 1.6.0, models.dev. Other sources: 2025-09 (models.dev)<");
});

it("image input is listed as a capability, and unstated ones under details", () => {
  const sees = { architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] } };
  expect(factsOf(offer("alpha", "m", sees)).get("Capabilities")).toBe("Image input");
  const html = renderToStaticMarkup(createElement(FurtherFacts, { model: modelOf(offer("alpha", "m", sees)) }));
  expect(factsIn(html).get("Not listed")).toBe("Tools, JSON, reasoning");
});
