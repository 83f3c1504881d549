import { describe, expect, it } from "vitest";
import { bestFigures, figuresOf } from "@/components/chat/answer-facts";
import { filesOf, textFileName, typedText } from "@/components/chat/content";
import { defaultModel, popularModels } from "@/components/chat/default-model";
import { errorText } from "@/components/chat/error-text";
import { grouped } from "@/components/chat/history-groups";
import type { AnswerError, ChatSession, Message } from "@/lib/contract/conversation";
import { indexOf, offer } from "../fakes/offers";

const error = (message: string, rest: Partial<AnswerError> = {}): AnswerError => ({
  message,
  error_type: "provider_unavailable",
  retryable: true,
  retry_at: null,
  ...rest,
});

const failed = (gateway: string | null, elsewhere: boolean, interrupted = false) => ({
  model: "no/such",
  gateway,
  interrupted,
  elsewhere,
});

function answer(facts: { cost?: number | null; first?: number; duration?: number; output?: number }): Message {
  const usage = { prompt_tokens: 14, completion_tokens: facts.output ?? 93, cost: facts.cost ?? null, estimated: true };
  const times = { first_token_ms: facts.first ?? null, duration_ms: facts.duration ?? null };
  return { facts: { usage, ...times } } as unknown as Message;
}

describe("the figures of an answer", () => {
  it("show tokens, cost, first token, and speed, and that tokens are estimated", () => {
    const texts = figuresOf(answer({ cost: 0.0001, first: 310, duration: 1310, output: 64 })).map(({ text }) => text);
    expect(texts).toEqual(["14 in, 64 out (estimated)", "$0.0001", "0.31 s to first token", "64 tokens/s"]);
  });

  it("leave out what is unknown, and never call an unknown cost 0", () => {
    expect(figuresOf(answer({})).map(({ text }) => text)).toEqual(["14 in, 93 out (estimated)", "cost unknown"]);
  });

  it("mark only a single winner as the best, the smaller cost and the higher speed", () => {
    const one = answer({ cost: 0.1, first: 300, duration: 1300, output: 50 });
    const other = answer({ cost: 0.2, first: 300, duration: 1300, output: 90 });
    expect([...bestFigures(one, [other])]).toEqual(["Cost"]);
    expect([...bestFigures(other, [one])]).toEqual(["Speed"]);
    expect([...bestFigures(one, [answer({})])]).toEqual([]);
  });
});

describe("the words of a failed answer", () => {
  it("name the gateway and the status it returned, without paths, and keep the raw error in the details", () => {
    const raw = "Cerebras answered 404: Not Found /cerebras/v1/chat/completions";
    expect(errorText(error(raw, { retryable: false }), failed("Cerebras", true))).toEqual({
      title: "Cerebras could not answer",
      text: "It returned “404 Not Found”. Another gateway may work.",
      details: raw,
    });
  });

  it("say that the gateway returned it if its name is unknown", () => {
    const { text } = errorText(error("Cerebras answered 404: Not Found"), failed(null, true));
    expect(text).toBe("The gateway returned “404 Not Found”. Another gateway may work.");
  });

  it("name a model that does not exist, whatever the server says", () => {
    const { title, text } = errorText(
      error("nothing to find", { retryable: false, missing: "model" }),
      failed(null, false),
    );
    expect([title, text]).toEqual(["no/such doesn’t exist", "Choose another model to get an answer."]);
  });

  it("say what to change if a retry does not help and no other gateway has the model", () => {
    const { title, text } = errorText(error("there is no model “x”", { retryable: false }), failed(null, false));
    expect([title, text]).toEqual([
      "No answer",
      "There is no model “x”. Change your message, the model, or the settings.",
    ]);
  });

  it("say that the received part of an interrupted answer is saved", () => {
    const { title, text } = errorText(error("the connection to Groq dropped"), failed("Groq", true, true));
    expect([title, text]).toEqual(["Answer interrupted", "The connection to Groq dropped. What arrived is saved."]);
  });

  it("link to the settings if a gateway has no key", () => {
    const { title, text } = errorText(error("no gateway can answer", { missing: "gateway_key" }), failed("Groq", true));
    expect([title, text]).toEqual(["Groq needs a key", "Add a gateway key in Settings, or choose another model."]);
  });
});

describe("text files of a message", () => {
  const file = { type: "text", text: "File notes.md:\n\nremember the milk" };
  const image = { type: "image_url", image_url: { url: "data:image/png;base64,AA" } };

  it("are files by their names, apart from what was typed", () => {
    const content = [image, file, { type: "text", text: "What is in it?" }];
    expect(typedText(content)).toBe("What is in it?");
    expect(filesOf(content)).toEqual([image, file]);
    expect(textFileName(file)).toBe("notes.md");
  });

  it("are not looked for in a message with text only", () => {
    expect(typedText("File notes.md:\n\nremember")).toBe("File notes.md:\n\nremember");
    expect(filesOf("File notes.md:\n\nremember")).toEqual([]);
  });
});

describe("the list of conversations", () => {
  it("has a group for today, yesterday, a week, a month, months of this year, and years", () => {
    const now = new Date(2026, 10, 29, 12);
    const days = [0, 1, 2, 7, 8, 30, 60, 400];
    const sessions = days.map((ago) => {
      const day = new Date(2026, 10, 29 - ago, 9);
      return { id: ago, updated_at: day.toISOString() } as ChatSession;
    });
    expect(grouped(sessions, now).map(([name, some]) => [name, some.map(({ id }) => id)])).toEqual([
      ["Today", [0]],
      ["Yesterday", [1]],
      ["Previous 7 days", [2, 7]],
      ["Previous 30 days", [8, 30]],
      ["September", [60]],
      ["2025", [400]],
    ]);
  });
});

describe("pinned conversations", () => {
  it("are in a separate group, before all others", () => {
    const session = (id: number, pinned_at: string | null) =>
      ({ id, pinned_at, updated_at: "2026-11-29T12:00:00Z" }) as ChatSession;
    const groups = grouped([session(1, "2026-11-28T12:00:00Z"), session(2, null)], new Date("2026-11-29T13:00:00Z"));
    expect(groups.map(([name, some]) => [name, some.map(({ id }) => id)])).toEqual([
      ["Pinned", [1]],
      ["Today", [2]],
    ]);
  });
});

describe("who answers when nobody was named", () => {
  const gateways = ["demo", "groq", "novita"].map((slug) => ({ slug, name: slug, hue: 0, aliases: [] }));
  const demo = offer("demo", "demo/echo");
  const others = [offer("groq", "meta/llama"), offer("novita", "meta/llama"), offer("novita", "qwen/qwen3")];
  const index = indexOf([demo, ...others], gateways);
  const keys = (...named: string[]) =>
    gateways.map(({ slug }) => ({ slug, operator_key: slug === "demo" || named.includes(slug) }));

  it("is the most widely served model that can be called, and the demo only if nothing else can answer", () => {
    expect(defaultModel(index, keys("groq", "novita"))).toBe("meta/llama");
    expect(defaultModel(index, keys("groq"))).toBe("meta/llama");
    expect(defaultModel(index, keys())).toBe("demo/echo");
  });

  it("is still a model if no gateway has a key and there is no demo", () => {
    const without = indexOf([offer("groq", "meta/llama")], gateways);
    expect(defaultModel(without, [{ slug: "groq", operator_key: false }])).toBe("meta/llama");
  });

  it("never suggests the demo, and one model of each author", () => {
    expect(popularModels(index, 5).map(({ id }) => id)).toEqual(["meta/llama", "qwen/qwen3"]);
  });
});
