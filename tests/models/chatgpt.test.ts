import { describe, expect, it } from "vitest";
import { readChatGpt } from "@/lib/models/chatgpt";

const NOW = "2026-01-01T00:00:00.000Z";
const node = (parent: string | null, children: string[], role?: string, parts: unknown[] = [], more: object = {}) => ({
  parent,
  children,
  message: role
    ? { author: { role }, content: { content_type: "text", parts }, create_time: 1_700_000_000, ...more }
    : null,
});
const read = (mapping: unknown, more: object = {}) =>
  readChatGpt({ title: " Tides ", create_time: 1_600_000_000, mapping, ...more }, NOW);

describe("a conversation of ChatGPT's export", () => {
  it("keeps its branches, the oldest first, and the one chosen last", () => {
    const { title, created_at, messages, leaf, skipped } = read(
      {
        two: node("one", [], "assistant", ["second"], { metadata: { model_slug: "gpt-4o" } }),
        one: node("root", ["first", "two"], "user", ["Why?", "", "How?"]),
        first: node("one", [], "assistant", ["first"]),
        root: node(null, ["one"]),
      },
      { current_node: "first" },
    );
    expect({ title, created_at, leaf, skipped }).toEqual({
      title: "Tides",
      created_at: "2020-09-13T12:26:40.000Z",
      leaf: 1,
      skipped: {},
    });
    expect(messages.map(({ parent, role, text, model }) => [parent, role, text, model])).toEqual([
      [null, "user", "Why?\n\nHow?", null],
      [0, "assistant", "first", null],
      [0, "assistant", "second", "gpt-4o"],
    ]);
  });

  it("moves children of skipped nodes up, and reports the skipped ones", () => {
    const { messages, skipped } = read({
      root: node(null, ["system"]),
      system: node("root", ["hidden"], "system", [""]),
      hidden: node("system", ["ask"], "user", ["x"], { metadata: { is_visually_hidden_from_conversation: true } }),
      ask: node("hidden", ["tool"], "user", [{ content_type: "image_asset_pointer" }, "look"]),
      tool: node("ask", ["thought"], "tool", ["42"]),
      thought: node("tool", ["answer"], "assistant", [], { content: { content_type: "thoughts", thoughts: [] } }),
      answer: node("thought", [], "assistant", [], {
        content: { content_type: "code", language: "js", text: "let x;" },
      }),
    });
    expect(messages.map(({ parent, text }) => [parent, text])).toEqual([
      [null, "[image_asset_pointer]\n\nlook"],
      [0, "```js\nlet x;\n```"],
    ]);
    expect(skipped).toEqual({ "a tool's message": 1, "a message without text": 1 });
  });

  it("survives dangling, circular, and invalid nodes", () => {
    const { messages } = read({
      a: node("b", ["b"], "user", ["a"]),
      b: node("a", ["a"], "assistant", ["b"]),
      c: node("gone", ["c"], "user", ["c"], { create_time: "yesterday" }),
      d: null,
      e: node("e", [], "user", ["e"]),
      f: "text",
    });
    expect(messages.map(({ text }) => text).toSorted()).toEqual(["a", "b", "c", "e"]);
    for (const [i, { parent }] of messages.entries()) expect(parent ?? -1).toBeLessThan(i);
    expect(messages.find(({ text }) => text === "c")?.created_at).toBe("2020-09-13T12:26:40.000Z");
  });

  it.each([[null], [[]], ["text"], [{}], [{ mapping: [] }]])("is not %j", (other) => {
    expect(() => readChatGpt(other, NOW)).toThrow("mapping");
  });

  it("may be as deep as 20,000 messages", () => {
    const mapping = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, i) => [
        `n${i}`,
        node(i === 0 ? null : `n${i - 1}`, [`n${i + 1}`], "user", ["x"]),
      ]),
    );
    expect(read(mapping).messages).toHaveLength(20_000);
  });
});
