import { describe, expect, it } from "vitest";
import { splitThinking } from "@/lib/models/thinking";

describe("what a model thought aloud in its answer", () => {
  it.each([
    ["<think>\nhm\n\nso\n</think>\n\nThe answer is 42.", "The answer is 42.", "hm\n\nso"],
    ["<think>hm</think>42", "42", "hm"],
    ["  <THINK>hm</THINK>42", "42", "hm"],
    ["<thinking>hm</thinking>\n42", "42", "hm"],
    ["<think>\n\n</think>\n\n42", "42", ""],
    ["still <b>\n<think>\nso far", "still <b>", "so far"],
    ["one\n<think>a</think>\ntwo\n<think>b</think>\nthree", "one\n\ntwo\n\nthree", "a\n\nb"],
    ["no opening tag\n</think>\n\n42", "42", "no opening tag"],
    ["<think>say `</think>` at the end\n</think>\n42", "42", "say `</think>` at the end"],
    ["<think>open code ```js\nx\n</think>\n42", "42", "open code ```js\nx"],
    ["<think>one <think>two</think> three</think>\n42", "42", "one <think>two</think> three"],
    ["<think>about <think> tags</think>\n42", "42", "about <think> tags"],
    ["```js\r\nx\r\n```\r\n<think>\r\nhm\r\n</think>\r\n42", "```js\nx\n```\n\n42", "hm"],
    ["<think>", "", ""],
    ["<thi", "", ""],
    ["<", "", ""],
    ["<think>hm</thi", "", "hm"],
    ["one\n\n<reason", "one\n", ""],
    ["no opening tag\n</th", "no opening tag\n", ""],
  ])("is separated from it: %j", (answer, text, thinking) => {
    expect(splitThinking(answer)).toEqual({ text, thinking });
  });

  it.each([
    "The `<think>` tag holds thoughts.",
    "```xml\n<think>\nhm\n</think>\n```",
    "The <think> tag holds thoughts.",
    "a < b",
    "<table>",
    "``<think>``\n\n~~~\n</think>\n~~~",
  ])("is none if only the tag's name is mentioned: %j", (answer) => {
    expect(splitThinking(answer)).toEqual({ text: answer, thinking: "" });
  });

  it("is split in linear time", () => {
    const answer = "\n<think>".repeat(10_000);
    expect(splitThinking(answer).text).toBe("");
  });
});
