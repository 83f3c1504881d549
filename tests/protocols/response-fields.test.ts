import { describe, expect, it } from "vitest";
import { readResponsesRequest } from "@/lib/server/protocols/responses/request";

const ask = { model: "lab/m", input: "hi" };

describe("a field of a Responses request", () => {
  it.each([
    { stream: "true" },
    { reasoning: "high" },
    { text: "json" },
    { previous_response_id: 5 },
    { store: "yes" },
    { instructions: 5 },
  ])("gets a 400 if it has another type: %j", (body) => {
    const param = Object.keys(body)[0];
    expect(() => readResponsesRequest({ ...ask, ...body })).toThrow(
      expect.objectContaining({ type: "invalid_request", details: expect.objectContaining({ param }) }),
    );
  });

  it("may be null or empty", () => {
    const nothing = { stream: null, reasoning: null, text: null, store: null, instructions: "", tools: null };
    expect(readResponsesRequest({ ...ask, ...nothing }).chat.messages).toEqual([{ role: "user", content: "hi" }]);
  });
});
