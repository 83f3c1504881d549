import { describe, expect, it } from "vitest";
import {
  type bodiesOf,
  chunkOf,
  DONE,
  expectCut,
  finishOf,
  saidIn,
  sends,
  sendsJson,
  usageEvent,
  wholeOf,
  withOddServer,
} from "./odd-answers";

const { ask, server } = withOddServer();
const whole = (choice: object) => ask(sendsJson(wholeOf(choice)), { stream: false });
const reasonsIn = (bodies: ReturnType<typeof bodiesOf>) =>
  bodies
    .flatMap(({ choices = [] }) => choices.map((choice: { finish_reason: string }) => choice.finish_reason))
    .filter(Boolean);
const callOf = (args: unknown, more: object = {}) => ({
  index: 0,
  id: "a",
  type: "function",
  function: { name: "look", arguments: args },
  ...more,
});
const called = (calls: object[]) => ({ message: { role: "assistant", content: null, tool_calls: calls } });
const piece = (call: object) => chunkOf({ tool_calls: [call] });

/** The calls in a stream or answer as clients put them together: everything but the index is appended. */
function callsIn(bodies: ReturnType<typeof bodiesOf>) {
  const calls: { id: string; name: string; args: unknown }[] = [];
  for (const { choices = [] } of bodies)
    for (const { delta, message } of choices)
      for (const [place, call] of ((delta ?? message).tool_calls ?? []).entries()) {
        const known = calls[call.index ?? place];
        const args = call.function.arguments;
        if (!known) calls[call.index ?? place] = { id: call.id, name: call.function.name, args };
        else {
          known.id += call.id ?? "";
          known.name += call.function.name ?? "";
          known.args = `${known.args ?? ""}${args ?? ""}`;
        }
      }
  return calls;
}

describe("a finish reason", () => {
  it.each([
    ["eos", "stop"],
    ["eos_token", "stop"],
    ["end_turn", "stop"],
    ["STOP", "stop"],
    ["max_tokens", "length"],
    ["MAX_TOKENS", "length"],
    ["model_length", "length"],
    ["SAFETY", "content_filter"],
    ["sensitive", "content_filter"],
    ["tool_use", "tool_calls"],
  ])("%s has its standard name %s, next to its own", async (given, standard) => {
    const choice = { finish_reason: standard, native_finish_reason: given };
    expect((await whole({ finish_reason: given })).last.choices[0]).toMatchObject(choice);
    const { bodies } = await ask(sends(chunkOf({ content: "Hello" }) + finishOf(given) + usageEvent() + DONE));
    expect(bodies.at(-1).choices[0]).toMatchObject(choice);
  });

  it("that is unknown stays unchanged", async () => {
    expect((await whole({ finish_reason: "repetition" })).last.choices[0]).toMatchObject({
      finish_reason: "repetition",
    });
  });

  it("is tool_calls if the answer calls a tool, and is sent once", async () => {
    const { bodies } = await ask(sends(piece(callOf("{}")) + finishOf("stop") + usageEvent() + DONE));
    expect(reasonsIn(bodies)).toEqual(["tool_calls"]);
    const twice = chunkOf({ tool_calls: [callOf("{}")] }, "tool_calls") + finishOf("stop") + usageEvent() + DONE;
    expect(reasonsIn((await ask(sends(twice))).bodies)).toEqual(["tool_calls"]);
    expect(reasonsIn((await whole(called([callOf("{}")]))).bodies)).toEqual(["tool_calls"]);
  });

  it.each(["insufficient_system_resource", "MALFORMED_FUNCTION_CALL", "function_call_filter: MALFORMED_FUNCTION_CALL"])(
    "%s is a failure",
    async (reason) => {
      expectCut(await ask(sends(chunkOf({ content: "Hel" }) + finishOf(reason) + DONE)));
    },
  );

  it("of a limit says so in every protocol", async () => {
    server().upstream.script("groq", (_, response) =>
      sends(chunkOf({ content: "Hel" }) + finishOf("MAX_TOKENS") + usageEvent() + DONE)(response, _),
    );
    const post = (path: string, body: object) =>
      server()
        .postTo(path, { model: "lab/odd-model-599x", stream: true, ...body })
        .then((response) => response.text());
    const messages = [{ role: "user", content: "hi" }];
    expect(await post("/messages", { max_tokens: 9, messages })).toContain('"stop_reason":"max_tokens"');
    expect(await post("/responses", { input: "hi" })).toContain("event: response.incomplete");
  });
});

describe("the arguments of a tool call", () => {
  it.each<[unknown, string]>([
    ["", "{}"],
    [null, "{}"],
    [undefined, "{}"],
    [{ at: 1 }, '{"at":1}'],
  ])("%j are the JSON text %s", async (given, args) => {
    expect(callsIn((await whole(called([callOf(given)]))).bodies)).toEqual([{ id: "a", name: "look", args }]);
    const { bodies } = await ask(sends(piece(callOf(given)) + finishOf("tool_calls") + DONE));
    expect(callsIn(bodies).map((call) => call.args ?? "")).toEqual([args]);
  });

  it("stay incomplete if the answer reached a limit", async () => {
    const { bodies } = await ask(sends(piece(callOf("")) + finishOf("length") + DONE));
    expect(callsIn(bodies)).toEqual([{ id: "a", name: "look", args: "" }]);
  });
});

describe("a further piece of a tool call", () => {
  it.each([
    ["repeats its ID and name", callOf(":1}")],
    ["has an empty ID and name", { index: 0, id: "", type: "", function: { name: "", arguments: ":1}" } }],
    ["has null for its ID and name", { index: 0, id: null, function: { name: null, arguments: ":1}" } }],
  ])("that %s only adds its arguments", async (_, further) => {
    const { bodies } = await ask(sends(piece(callOf('{"a"')) + piece(further) + finishOf("tool_calls") + DONE));
    expect(callsIn(bodies)).toEqual([{ id: "a", name: "look", args: '{"a":1}' }]);
    expect(bodies[1].choices[0].delta.tool_calls).toEqual([{ index: 0, function: { arguments: ":1}" } }]);
  });

  it("may be the first one with the name", async () => {
    const nameless = { index: 0, id: "a", type: "function", function: { arguments: "" } };
    const named = { index: 0, function: { name: "look", arguments: "{}" } };
    const { bodies } = await ask(sends(piece(nameless) + piece(named) + finishOf("tool_calls") + DONE));
    expect(callsIn(bodies)).toMatchObject([{ id: "a", name: expect.stringContaining("look"), args: "{}" }]);
  });
});

it("two tool calls never have the same ID", async () => {
  const calls = [callOf("{}"), callOf('{"at":1}', { index: 1 })];
  const streamed = await ask(sends(calls.map(piece).join("") + finishOf("tool_calls") + DONE));
  for (const { bodies } of [await whole(called(calls)), streamed]) {
    const ids = callsIn(bodies).map(({ id }) => id);
    expect([ids.length, new Set(ids).size, ids[0]]).toEqual([2, 2, "a"]);
  }
});

describe("a message", () => {
  const thinking = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };
  const parts = [thinking, { type: "text", text: "Hello" }];

  it("in parts becomes text and reasoning", async () => {
    const { last } = await whole({ message: { role: "assistant", content: parts } });
    expect(last.choices[0].message).toMatchObject({ content: "Hello", reasoning: "hm", reasoning_content: "hm" });
    const play = sends(parts.map((part) => chunkOf({ content: [part] })).join("") + finishOf("stop") + DONE);
    const { bodies } = await ask(play);
    expect(bodies[0].choices[0].delta).toMatchObject({ content: "", reasoning: "hm" });
    expect(saidIn(bodies)).toBe("Hello");
  });

  it("in parts that are not text stays unchanged", async () => {
    const content = [{ type: "image_url", image_url: { url: "data:image/png;base64,AA==" } }];
    const { last } = await whole({ message: { role: "assistant", content } });
    expect(last.choices[0].message.content).toEqual(content);
  });

  it("has the reasoning of its details if it is only there", async () => {
    const details = [{ type: "reasoning.summary", summary: "hm" }];
    const { bodies } = await ask(
      sends(chunkOf({ reasoning_details: details }) + chunkOf({ content: "Hello" }) + finishOf("stop") + DONE),
    );
    expect(bodies[0].choices[0].delta).toEqual({
      role: "assistant",
      reasoning_details: details,
      reasoning: "hm",
      reasoning_content: "hm",
    });
  });

  it("has no empty role, and is a delta in a stream", async () => {
    const { bodies } = await ask(sends(chunkOf({ role: "", content: "Hello" }) + finishOf("stop") + DONE));
    expect(bodies[0].choices[0].delta).toEqual({ role: "assistant", content: "Hello" });
    const asMessage = chunkOf({}, null, 0, { delta: undefined, message: { role: "assistant", content: "Hello" } });
    expect(saidIn((await ask(sends(asMessage + finishOf("stop") + DONE))).bodies)).toBe("Hello");
  });
});

describe("an event without choices", () => {
  it.each([
    { detail: "out of memory" },
    { success: false, message: "out of memory" },
    { code: 500, msg: "out of memory" },
  ])("that reports a failure is an error: %j", async (body) => {
    const event = `data: ${JSON.stringify(body)}\n\n`;
    const begun = await ask(sends(chunkOf({ content: "Hel" }) + event + DONE));
    expectCut(begun);
    expect(begun.last.error.message).toContain("out of memory");
    expect((await ask(sends(event + DONE))).last.error.message).toContain("out of memory");
    expect((await ask(sendsJson(body), { stream: false })).last.error.message).toContain("out of memory");
  });

  it("is an error even as plain JSON", async () => {
    const answer = await ask(sends(`${chunkOf({ content: "Hel" })}{"error":{"message":"out of memory"}}\n\n`));
    expectCut(answer);
    expect(answer.last.error.message).toContain("out of memory");
    expect(answer.text).not.toContain('\n{"error"');
  });
});

describe("usage", () => {
  const usageOf = async (usage: object) => (await ask(sendsJson(wholeOf({}, { usage })), { stream: false })).last.usage;

  it.each([
    ["prompt_cache_hit_tokens", 100],
    ["cached_tokens", 100],
    ["cache_read_input_tokens", 40],
  ])("has the cached tokens that are called %s under their standard name", async (name, prompt) => {
    const counts = { prompt_tokens: prompt, completion_tokens: 2, total_tokens: 102, [name]: 60 };
    const standard = { prompt_tokens: 100, completion_tokens: 2, prompt_tokens_details: { cached_tokens: 60 } };
    expect(await usageOf(counts)).toMatchObject(standard);
  });

  it("counts cached tokens once, even if a gateway omits them from all of its sums", async () => {
    const counts = { prompt_tokens: 40, completion_tokens: 2, total_tokens: 42, cache_read_input_tokens: 60 };
    expect(await usageOf({ ...counts, cache_creation_input_tokens: 10 })).toMatchObject({
      prompt_tokens: 110,
      total_tokens: 112,
      prompt_tokens_details: { cached_tokens: 60 },
    });
  });

  it("has the cost that xAI reports in ticks", async () => {
    const counts = { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7, cost_in_usd_ticks: 37_756_000_000 };
    expect(await usageOf(counts)).toMatchObject({ cost: 3.7756, cost_source: "gateway" });
  });
});
