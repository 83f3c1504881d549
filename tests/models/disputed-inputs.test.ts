import { expect, it } from "vitest";
import { withoutDisputedInputs } from "@/lib/models/disputed-inputs";
import { offer } from "../fakes/offers";

const ID = "openai/gpt-oss-120b";
const taking = (...input_modalities: string[]) => ({ input_modalities, output_modalities: ["text"] });
const REPORT = { source: "models.dev", fetched_at: "2026-09-23" };
const LIST = { source: "api.novita.ai", fetched_at: "2026-09-23" };
const others = (gateways: string[]) => gateways.map((gateway) => offer(gateway, ID, { architecture: taking("text") }));
const claim = (facts: object) =>
  offer("novita", ID, {
    architecture: taking("text", "image"),
    capabilities: { tools: true, json: null, reasoning: null, vision: true },
    source: REPORT,
    ...facts,
  });
const read = (facts: object, gateways = ["groq", "together", "nebius"]) => {
  const offers = [...others(gateways), claim(facts)];
  return withoutDisputedInputs(offers, (i) => offers[i]?.source !== REPORT).at(-1);
};

it("rejects image input that three other gateways of the model deny, and lists it", () => {
  expect(read({})).toMatchObject({
    architecture: taking("text"),
    capabilities: { tools: true, vision: false },
    differences: [{ field: "architecture.input_modalities", value: "text, image", ...REPORT }],
  });
});

it("rejects image input from a reference, too", () => {
  expect(read({ source: LIST, field_sources: { architecture: REPORT } })?.architecture).toEqual(taking("text"));
});

it("accepts a gateway's own list, and a claim that too few deny or another shares", () => {
  expect(read({ source: LIST })?.architecture).toEqual(taking("text", "image"));
  expect(read({}, ["groq", "together"])?.architecture).toEqual(taking("text", "image"));
  const shared = [...others(["groq", "together", "nebius"]), claim({}), { ...claim({}), gateway: "chutes" }];
  for (const { gateway, architecture } of withoutDisputedInputs(shared, () => false))
    expect(architecture.input_modalities.includes("image")).toBe(["novita", "chutes"].includes(gateway));
});
