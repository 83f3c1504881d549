import { describe, expect, it } from "vitest";
import { isModelListed } from "@/lib/models/key-access";

const MODELS = [
  { id: "mistralai/mistral-large", author: "mistral" },
  { id: "zai-org/glm-5", author: "zhipu" },
  { id: "meta-llama/llama-4", author: "meta" },
  { id: "facebook/opt", author: "meta" },
  { id: "~anthropic/claude-latest", author: "anthropic" },
  { id: "ember-1", author: "ember" },
];
const resolve = (id: string) => MODELS.find((model) => model.id === id.toLowerCase())?.id ?? null;
const listedBy = (...listed: string[]) =>
  MODELS.filter((model) => isModelListed(listed, model, resolve)).map(({ id }) => id);

describe("a key's list of models", () => {
  it.each([
    ["mistral/*", ["mistralai/mistral-large"]],
    ["mistralai/*", ["mistralai/mistral-large"]],
    ["zhipu/*", ["zai-org/glm-5"]],
    ["Z-AI/*", ["zai-org/glm-5"]],
    ["meta/*", ["meta-llama/llama-4", "facebook/opt"]],
    ["meta-llama/*", ["meta-llama/llama-4", "facebook/opt"]],
    ["anthropic/*", ["~anthropic/claude-latest"]],
    ["~anthropic/*", ["~anthropic/claude-latest"]],
    ["ember/*", ["ember-1"]],
    ["nobody-at-all/*", []],
    ["/*", []],
    ["*", []],
    ["Facebook/OPT", ["facebook/opt"]],
    ["mistralai/mistral", []],
  ])("includes with %s all models of its author, by any of its names", (entry, ids) => {
    expect(listedBy(entry)).toEqual(ids);
  });

  it("includes what any of its entries includes", () => {
    expect(listedBy("mistral/*", "ember-1", "nobody/*")).toEqual(["mistralai/mistral-large", "ember-1"]);
    expect(listedBy()).toEqual([]);
  });
});
