import { describe, expect, it } from "vitest";
import { findModel } from "@/lib/models/find-model";
import { indexOf, offer } from "../fakes/offers";

const names = [
  "anthropic/claude-sonnet-4.5",
  "anthropic/claude-3.5-haiku",
  "google/gemini-2.5-pro",
  "openai/gpt-4o",
  "openai/gpt-4o-2024-08-06",
  "mistralai/mistral-large",
  "acme/solo-7b",
];
const index = indexOf(names.map((id) => offer("alpha", id)));
const found = (id: string) => index.ids[findModel(index, id)];

describe("an author's own id", () => {
  it.each([
    ["claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4.5"],
    ["claude-sonnet-4-5", "anthropic/claude-sonnet-4.5"],
    ["anthropic/claude-sonnet-4-5-20250929", "anthropic/claude-sonnet-4.5"],
    ["claude-3-5-haiku-latest", "anthropic/claude-3.5-haiku"],
    ["claude-3-5-haiku-20241022", "anthropic/claude-3.5-haiku"],
    ["gpt-4o-2024-08-06", "openai/gpt-4o-2024-08-06"],
    ["gpt-4o", "openai/gpt-4o"],
    ["GEMINI-2.5-PRO", "google/gemini-2.5-pro"],
    ["mistral-large-latest", "mistralai/mistral-large"],
  ])("%s leads to %s", (id, model) => {
    expect(found(id)).toBe(model);
  });

  it.each(["gpt-4o-2023-01-01", "claude-sonnet-9", "solo-7b", "other/gemini-2.5-pro", "gemini", "", "/", "a/b/gpt-4o"])(
    "%j leads nowhere",
    (id) => {
      expect(found(id)).toBeUndefined();
    },
  );
});
