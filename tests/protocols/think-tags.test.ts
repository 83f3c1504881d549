import { describe, expect, it } from "vitest";
import type { Delta } from "@/lib/server/protocols/deltas";
import { ThinkTags } from "@/lib/server/protocols/think-tags";

const text = (text: string): Delta => ({ kind: "text", text, logprobs: [] });
const finish: Delta = { kind: "finish", reason: "stop" };

/** The reasoning and the text of an answer that comes in these pieces. */
function read(pieces: readonly Delta[]) {
  const tags = new ThinkTags();
  const deltas = [...pieces.flatMap((piece) => tags.push([piece])), ...tags.end()];
  const of = (kind: string) =>
    deltas.map((delta) => (delta.kind === kind && "text" in delta ? delta.text : "")).join("");
  return { reasoning: of("reasoning"), text: of("text"), kinds: deltas.map(({ kind }) => kind) };
}

const CASES: readonly [string, string, string][] = [
  ["<think>hm</think>Hi", "hm", "Hi"],
  ["\n<think>\nhm < 3 </thin\n</think>\n\nHi", "hm < 3 </thin\n", "Hi"],
  ["<think></think>Hi", "", "Hi"],
  ["<think>cut off", "cut off", ""],
  ["<think>cut</thi", "cut</thi", ""],
  ["Hi <think>no</think>", "", "Hi <think>no</think>"],
  ["<thinking>no", "", "<thinking>no"],
  ["<thi", "", "<thi"],
  ["Hi", "", "Hi"],
];

describe("reasoning between tags", () => {
  it.each(CASES)("is read only from the beginning of an answer: %j", (written, reasoning, rest) => {
    expect(read([text(written)])).toMatchObject({ reasoning, text: rest });
    expect(read([...written].map(text))).toMatchObject({ reasoning, text: rest });
    expect(read([text(written), finish]).kinds.at(-1)).toBe("finish");
  });

  it("is passed on as it arrives", () => {
    const tags = new ThinkTags();
    expect(tags.push([text("<think>a")])).toEqual([{ kind: "reasoning", text: "a" }]);
    expect(tags.push([text("b</")])).toEqual([{ kind: "reasoning", text: "b" }]);
    expect(tags.push([text("think>c")])).toMatchObject([{ kind: "text", text: "c" }]);
    const rest = [text("<think>d")];
    expect(tags.push(rest)).toBe(rest);
  });

  it("is not text that begins like a tag: that keeps the probabilities of all its tokens", () => {
    const token = (text: string): Delta => ({ kind: "text", text, logprobs: [text] });
    for (const pieces of [["\n", "Hi"], ["<", "th", "at"], ["<th"]]) {
      const tags = new ThinkTags();
      const deltas = [...pieces.flatMap((text) => tags.push([token(text)])), ...tags.end()];
      expect(deltas).toEqual([{ kind: "text", text: pieces.join(""), logprobs: pieces }]);
    }
  });

  it("is not looked for in an answer with separate reasoning", () => {
    expect(read([{ kind: "reasoning", text: "hm" }, text("<think>x</think>")])).toMatchObject({
      reasoning: "hm",
      text: "<think>x</think>",
    });
  });
});
