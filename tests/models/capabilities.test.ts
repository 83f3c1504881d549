import fc from "fast-check";
import { expect, it } from "vitest";
import { DEFAULT_WORKLOAD } from "@/lib/contract/workload";
import { capabilitiesOf, missingCapabilities } from "@/lib/models/capabilities";
import { compareModels } from "@/lib/models/comparison";
import { rowOf } from "@/lib/models/row";
import { indexOf, modelOf, offer, TEST_GATEWAYS } from "../fakes/offers";

const facts = fc
  .record({
    supported_parameters: fc.subarray(["tools", "tool_choice", "response_format", "reasoning_effort", "seed"]),
    input_modalities: fc.subarray(["audio", "image", "text"]),
  })
  .map(({ supported_parameters, input_modalities }) =>
    offer("alpha", "a/m", { supported_parameters, architecture: { input_modalities, output_modalities: ["text"] } }),
  );

it("an offer has the same capabilities in the list, on its model's page, and in a comparison", () => {
  fc.assert(
    fc.property(facts, (one) => {
      const { capabilities: abilities } = rowOf(indexOf([one]), 0, 0);
      expect(capabilitiesOf([one])).toEqual(abilities);
      expect(abilities.includes("vision")).toBe(one.architecture.input_modalities.includes("image"));
      const rows = compareModels([modelOf(one)], TEST_GATEWAYS, DEFAULT_WORKLOAD);
      const compared = Object.entries({
        Tools: "tools",
        "JSON output": "json",
        Reasoning: "reasoning",
        "Image input": "vision",
      })
        .filter(([name]) => rows.find((row) => row.name === name)?.cells[0]?.text === "Yes")
        .map(([, capability]) => capability);
      expect(compared.sort()).toEqual([...abilities].sort());
    }),
  );
});

it("a model has the capabilities of all its offers", () => {
  const sees = { architecture: { input_modalities: ["image"], output_modalities: ["text"] } };
  expect(capabilitiesOf([offer("a", "m", { supported_parameters: ["tools"] }), offer("b", "m", sees)])).toEqual([
    "tools",
    "vision",
  ]);
});

it("a capability that no offer of a model has is either denied or not stated", () => {
  const plain = offer("a", "m", { capabilities: { tools: true, json: false, reasoning: null, vision: null } });
  const other = offer("b", "m", { capabilities: { tools: false, json: null, reasoning: null, vision: true } });
  expect(missingCapabilities([plain, other])).toEqual({ denied: ["json"], unlisted: ["reasoning"] });
});
