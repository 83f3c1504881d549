import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import {
  type bodiesOf,
  chunkOf,
  DONE,
  expectWhole,
  finishOf,
  sends,
  sendsJson,
  usageEvent,
  wholeOf,
  withOddServer,
} from "./odd-answers";

const { ask, server } = withOddServer();
const END = finishOf("stop") + usageEvent() + DONE;

/** The role in each delta of a choice, in their order. */
const rolesIn = (bodies: ReturnType<typeof bodiesOf>, index = 0): unknown[] =>
  bodies
    .flatMap(({ choices = [] }) => choices)
    .filter((choice) => choice.index === index)
    .map(({ delta }) => delta.role);

describe("the role of an answer", () => {
  it.each<[string, string]>([
    ["left out", chunkOf({ content: "Hel" }) + chunkOf({ content: "lo" })],
    ["empty", chunkOf({ role: "", content: "Hel" }) + chunkOf({ role: "", content: "lo" })],
    ["null", chunkOf({ role: null, content: "Hel" }) + chunkOf({ content: "lo" })],
    ["left out beside no text", chunkOf({}) + chunkOf({ content: "Hello" })],
    [
      "left out behind a chunk without choices",
      usageEvent({}) + chunkOf({ content: "Hel" }) + chunkOf({ content: "lo" }),
    ],
    [
      "left out of a null",
      chunkOf({ content: "Hello" }).replace('{"content":"Hello"}', "null") + chunkOf({ content: "Hello" }),
    ],
  ])("is in its first delta alone, where the gateway sends it %s", async (_, pieces) => {
    const answer = await ask(sends(pieces + END));
    expectWhole(answer);
    const [first, ...others] = rolesIn(answer.bodies);
    expect(first).toBe("assistant");
    expect(others.filter(Boolean)).toEqual([]);
  });

  it("is passed on as the gateway sent it, byte for byte", async () => {
    const pieces =
      chunkOf({ role: "assistant", content: "" }) + chunkOf({ content: "Hel" }) + chunkOf({ content: "lo" });
    const answer = await ask(sends(pieces + END));
    expect(answer.text.startsWith(pieces)).toBe(true);
    expect(rolesIn(answer.bodies)).toEqual(["assistant", undefined, undefined, undefined]);
  });

  it("is enough for OpenAI's client to put a stream together", async () => {
    const { url, key, upstream } = server();
    upstream.script("groq", (call, response) => sends(chunkOf({ content: "Hello" }) + END)(response, call));
    const openai = new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0 });
    const messages = [{ role: "user" as const, content: "hi" }];
    const stream = openai.chat.completions.stream({ model: "lab/odd-model-599x", messages });
    expect(await stream.finalContent()).toBe("Hello");
  });

  it("is in the first delta of each choice", async () => {
    const both = [0, 1].map((index) => chunkOf({ content: "Hello" }, null, index) + finishOf("stop", index)).join("");
    const { bodies } = await ask(sends(both + usageEvent() + DONE), { n: 2 });
    for (const index of [0, 1]) expect(rolesIn(bodies, index)).toEqual(["assistant", undefined]);
  });

  it("is in a tool call, and in a whole answer", async () => {
    const call = { index: 0, id: "a", type: "function", function: { name: "look", arguments: "{}" } };
    const called = await ask(sends(chunkOf({ tool_calls: [call] }) + finishOf("tool_calls") + usageEvent() + DONE));
    expect(rolesIn(called.bodies)[0]).toBe("assistant");
    for (const role of [undefined, null, ""]) {
      const whole = await ask(sendsJson(wholeOf({ message: { role, content: "Hello" } })), { stream: false });
      expect(whole.last.choices[0].message.role).toBe("assistant");
      // The same where a stream was asked for.
      const streamed = await ask(sendsJson(wholeOf({ message: { role, content: "Hello" } })));
      expect(rolesIn(streamed.bodies)[0]).toBe("assistant");
    }
    const collected = await ask(sends(chunkOf({ content: "Hello" }) + END), { stream: false });
    expect(collected.last.choices[0].message.role).toBe("assistant");
  });
});
