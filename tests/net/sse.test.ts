import fc from "fast-check";
import { expect, it } from "vitest";
import { isNotable, marksOf } from "@/lib/net/sse";

const PIECE = fc.constantFrom(
  '"finish_reason":"stop"',
  '"finish_reason": null',
  '"usage":{',
  '"usage":null',
  '"error":{',
  '"error":null',
  "event: error",
  "[DONE]",
  '{"choices":[{"delta":{"content":"a',
  "\n",
  "\\",
  "x",
);

it("what is notable is whatever the marks name beside a token", () => {
  fc.assert(
    fc.property(fc.array(PIECE), (pieces) => {
      const text = pieces.join("");
      const { done, finish, usage, error } = marksOf(text);
      expect(isNotable(text)).toBe(done || finish || usage || error);
    }),
  );
});
