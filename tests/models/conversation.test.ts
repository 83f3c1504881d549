import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Message } from "@/lib/contract/conversation";
import { costOf, forkOf, messagesTo, pathOf, targetsOf, titleOf, toMarkdown } from "@/lib/models/conversation";

const message = (id: number, parent_id: number | null, more: Partial<Message> = {}): Message => ({
  id,
  session_id: 1,
  parent_id,
  role: id % 2 === 0 ? "assistant" : "user",
  content: `text ${id}`,
  reasoning: "",
  model: null,
  state: "done",
  facts: null,
  error: null,
  tokens: null,
  created_at: "2026-01-01T00:00:00.000Z",
  ...more,
});
/** Any forest: each message hangs on an earlier one, or on none. */
const tree = fc
  .array(fc.option(fc.nat(), { nil: null }), { maxLength: 30 })
  .map((parents) => parents.map((p, i) => message(i + 1, p === null || i === 0 ? null : (p % i) + 1)));

describe("the path through a conversation", () => {
  it("goes from the root to a leaf, each message the child of the previous one, and follows the newest branch by default", () => {
    fc.assert(
      fc.property(tree, (messages) => {
        const path = pathOf(messages).map(({ message: m }) => m);
        for (const [i, m] of path.entries()) expect(m.parent_id).toBe(path[i - 1]?.id ?? null);
        for (const { message: m, branch, branches } of pathOf(messages)) {
          expect(branches[branch - 1]).toBe(m.id);
          expect(m.id).toBe(Math.max(...branches));
        }
      }),
    );
  });

  it("reaches every message for some choice", () => {
    fc.assert(
      fc.property(tree, fc.nat(), (messages, pick) => {
        fc.pre(messages.length > 0);
        const wanted = messages[pick % messages.length]?.id ?? 0;
        const line = messagesTo(messages, wanted);
        const chosen = line.map((m) => m.id);
        expect(pathOf(messages, chosen).map(({ message: m }) => m.id)).toEqual(
          expect.arrayContaining(line.map((m) => m.id)),
        );
      }),
    );
  });

  it("ends, and the Markdown has the whole conversation, whatever its shape", () => {
    const circle = [message(1, 2), message(2, 1)];
    expect(pathOf(circle)).toEqual([]);
    expect(messagesTo(circle, 1)).toHaveLength(2);
    fc.assert(
      fc.property(tree, (messages) => {
        const text = toMarkdown("t", messages);
        for (const { id } of messages) expect(text).toMatch(new RegExp(`text ${id}$`, "m"));
      }),
    );
  });
});

describe("parallel answers", () => {
  const by = (model: string, asked_gateway: string | null = null, at = "2026-01-01T00:00:00.000Z") => ({
    role: "assistant" as const,
    model,
    created_at: at,
    facts: { ...FACTS, asked_gateway, usage: null },
  });
  const said = message(1, null);
  const list = [
    said,
    message(2, 1, by("a")),
    message(3, 1, { ...by("b", "groq") }),
    message(5, 3),
    message(6, 5, by("b", "groq")),
    message(8, 1, by("b", "groq", "2026-01-01T00:01:00.000Z")),
  ];
  const targets = [
    { model: "a", gateway: null },
    { model: "b", gateway: "groq" },
    { model: "c", gateway: null },
  ];
  const ids = (turns: readonly { message: Message }[] | undefined) => turns?.map(({ message: m }) => m.id);

  it("are in the order of the targets, each with its later messages and branches", () => {
    const fork = forkOf(list, [], targets);
    expect(ids(fork?.before)).toEqual([1]);
    expect(fork?.columns.map(ids)).toEqual([[2], [8], []]);
    expect(fork?.columns[1]?.[0]).toMatchObject({ branch: 2, branches: [3, 8] });
    expect(forkOf(list, [3], targets)?.columns.map(ids)).toEqual([[2], [3, 5, 6], []]);
  });

  it("do not exist for one target, or when only one of several answered", () => {
    expect(forkOf(list, [], targets.slice(0, 1))).toBeNull();
    expect(forkOf(list, [], [targets[0], targets[2]] as typeof targets)).toBeNull();
  });

  it("are recognized by having been requested together", () => {
    expect(targetsOf(list, pathOf(list, [2]))).toEqual(targets.slice(0, 2));
    expect(targetsOf(list, pathOf(list))).toEqual([targets[1]]);
    expect(targetsOf([said], pathOf([said]))).toEqual([]);
  });
});

const FACTS = {
  gateway: "g",
  native_id: "n",
  asked_gateway: null,
  first_token_ms: 1,
  duration_ms: 2,
  reasoning_ms: null,
};

describe("the cost of a conversation", () => {
  it("is the sum of known costs, with the number of unknown ones", () => {
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const paid = (cost: number | null) => ({ facts: { ...FACTS, usage: { ...usage, cost } } });
    const list = [message(1, null), message(2, 1, paid(0.25)), message(4, 1, paid(null)), message(6, 1, paid(0))];
    expect(costOf(list)).toEqual({ usd: 0.25, unknown: 1 });
  });
});

describe("a title", () => {
  it("is the first line, cut at a word", () => {
    expect(titleOf("  hello  there \nyou ")).toBe("hello there");
    expect(titleOf([{ type: "image_url" }])).toBe("New conversation");
    expect(titleOf("word ".repeat(40))).toMatch(/^(word )+…$/);
  });

  it.each([
    ["# How do **bold** words work?", "How do bold words work?"],
    ["\n---\n> - [x] *one* and _two_ `code`\nmore", "one and two code"],
    ['[a link](https://a.example) and ![a picture](x.png "t")', "a link and a picture"],
    ["```js\nlet x = 1;\n```\nWhat is this?", "What is this?"],
    ["```js\nlet x = 1;\n```", "let x = 1;"],
    ["| a | b |\n|---|---|", "a | b"],
    ["snake_case_name and 2 * 3 * 4, \\*escaped\\*", "snake_case_name and 2 * 3 * 4, *escaped*"],
    ["<b>bold</b> ~~gone~~ ***both*** [^1]", "bold gone both"],
    ["**注意：**正文", "注意：正文"],
  ])("has no Markdown: %j", (text, title) => {
    expect(titleOf(text)).toBe(title);
  });

  it("is never an attached file", () => {
    const file = { type: "text" as const, text: "File notes.txt:\n\nsecret" };
    expect(titleOf([file, { type: "text", text: "What is in it?" }])).toBe("What is in it?");
    expect(titleOf([file])).toBe("New conversation");
  });
});
