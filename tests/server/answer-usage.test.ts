import { describe, expect, it } from "vitest";
import {
  type Asked,
  chunkOf,
  DONE,
  EVENTS,
  eventOf,
  finishOf,
  GOOD,
  sends,
  sendsJson,
  usageEvent,
  wholeOf,
  withOddServer,
} from "./odd-answers";

const { ask, server } = withOddServer();

const ASKED = { stream_options: { include_usage: true } };
const usagesIn = ({ bodies }: Asked) => bodies.flatMap(({ usage }) => usage ?? []);
const begun = chunkOf({ content: "Hello" });

/** Usage as reported and as returned: prompt and completion tokens, cost at $1 and $2 per 1M tokens. */
const REPORTS: [string, object, [number, number], number?][] = [
  ["as numbers", { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110 }, [100, 10]],
  ["as text", { prompt_tokens: "100", completion_tokens: "10", total_tokens: "110" }, [100, 10]],
  ["without a total", { prompt_tokens: 100, completion_tokens: 10 }, [100, 10]],
  ["as prompt and total", { prompt_tokens: 100, total_tokens: 110 }, [100, 10]],
  ["as completion and total", { completion_tokens: 10, total_tokens: 110 }, [100, 10]],
  ["as input and output", { input_tokens: 100, output_tokens: 10 }, [100, 10]],
  [
    "with reasoning within",
    {
      prompt_tokens: 100,
      completion_tokens: 10,
      total_tokens: 110,
      completion_tokens_details: { reasoning_tokens: 8 },
    },
    [100, 10],
  ],
  [
    "with reasoning beside",
    {
      prompt_tokens: 100,
      completion_tokens: 10,
      total_tokens: 1110,
      completion_tokens_details: { reasoning_tokens: 1000 },
    },
    [100, 1010],
  ],
  [
    "with reasoning beside and no total",
    { prompt_tokens: 100, completion_tokens: 10, completion_tokens_details: { reasoning_tokens: 1000 } },
    [100, 1010],
  ],
  ["with reasoning in the total alone", { prompt_tokens: 100, completion_tokens: 10, total_tokens: 1110 }, [100, 1010]],
  [
    "with reasoning beside, as text",
    {
      prompt_tokens: "100",
      completion_tokens: "10",
      total_tokens: "1110",
      completion_tokens_details: { reasoning_tokens: "1000" },
    },
    [100, 1010],
  ],
  ["with a cost", { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, cost: 0.5 }, [100, 10], 0.5],
  [
    "with a cost as text",
    { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, cost: "0.5" },
    [100, 10],
    0.5,
  ],
  ["with a cost of 0", { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, cost: 0 }, [100, 10], 0],
  ["with an impossible cost", { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, cost: -1 }, [100, 10]],
];

describe("the usage of an answer", () => {
  it.each(REPORTS)("that is reported %s is returned and charged", async (_, report, [prompt, completion], cost) => {
    const told = {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: prompt + completion,
      cost: expect.closeTo(cost ?? prompt * 1e-6 + completion * 2e-6, 12),
      cost_source: cost === undefined ? "computed" : "gateway",
    };
    const places = [
      begun + finishOf("stop") + usageEvent(report) + DONE,
      begun + finishOf("stop", 0, { usage: report }) + DONE,
      begun + finishOf("stop", 0, { x_groq: { usage: report } }) + DONE,
      begun + chunkOf({}, "stop", 0, { usage: report }) + DONE,
      begun + finishOf("stop", 0, { x_groq: { usage: report } }) + usageEvent(report) + DONE,
      begun + finishOf("stop") + usageEvent(report) + usageEvent(report) + DONE,
      begun.repeat(1) + chunkOf({}, null, 0, {}, { usage: report }) + finishOf("stop", 0, { usage: report }) + DONE,
    ];
    for (const place of places)
      for (const more of [{}, ASKED, { usage: { include: true } }])
        expect(usagesIn(await ask(sends(place), more))).toMatchObject([told]);
    const whole = await ask(sendsJson(wholeOf({}, { usage: report })), { stream: false });
    expect(whole.last.usage).toMatchObject(told);
    const [row] = await server().usage();
    expect(row).toMatchObject({ prompt_tokens: prompt, completion_tokens: completion, estimated: 0 });
    expect(row?.cost_usd).toBeCloseTo(cost ?? prompt * 1e-6 + completion * 2e-6, 12);
  });

  it.each([
    { prompt_tokens: -1, completion_tokens: 3 },
    { prompt_tokens: 1e300, completion_tokens: 1.5 },
    {},
    "12",
    [1],
  ])("that is implausible or missing, %j, is counted here", async (report) => {
    const answer = await ask(sends(begun + finishOf("stop") + eventOf({ choices: [], usage: report }) + DONE));
    expect(usagesIn(answer)).toMatchObject([{ estimated: true, cost_source: "computed" }]);
    const whole = await ask(sendsJson(wholeOf({}, { usage: report })), { stream: false });
    expect(whole.last.usage.prompt_tokens).toBeGreaterThan(0);
    expect(whole.last.usage.estimated).toBe(true);
  });

  it.each([
    ["parts of text", { content: [{ type: "text", text: "Hello over there" }] }],
    ["parts of thinking", { content: [{ type: "thinking", thinking: [{ type: "text", text: "Hello over there" }] }] }],
    ["a call of the older kind", { content: null, function_call: { name: "look", arguments: '{"up":"there"}' } }],
    ["arguments as an object", { tool_calls: [{ index: 0, function: { name: "look", arguments: { up: "there" } } }] }],
    ["a refusal", { content: null, refusal: "I had rather not" }],
  ])("that is missing is counted from all that was answered, whole and streamed: %s", async (_, said) => {
    const streamed = usagesIn(await ask(sends(chunkOf(said) + finishOf("stop") + DONE), ASKED));
    const message = { role: "assistant", ...said };
    const whole = await ask(sendsJson(wholeOf({ message }, { usage: null })), { stream: false });
    expect(whole.last.usage).toMatchObject({ estimated: true, prompt_tokens: expect.any(Number) });
    expect(whole.last.usage.completion_tokens).toBeGreaterThan(2);
    expect(streamed).toEqual([whole.last.usage]);
  });

  it("keeps the gateway's other fields, including those of a caller's own key at OpenRouter", async () => {
    const own = { is_byok: true, cost_details: { upstream_inference_cost: 0.25 } };
    const report = { prompt_tokens: 100, completion_tokens: 10, total_tokens: 110, cost: 0.01, ...own };
    expect((await ask(sendsJson(wholeOf({}, { usage: report })), { stream: false })).last.usage).toMatchObject({
      ...report,
      cost_source: "gateway",
    });
    expect(usagesIn(await ask(sends(begun + finishOf("stop") + usageEvent(report) + DONE)))).toMatchObject([own]);
  });

  it("has a separate chunk only if the client requested it, and never a second one", async () => {
    for (const more of [{}, { stream_options: { include_usage: false } }, { stream_options: null }]) {
      const { bodies, last } = await ask(sends(GOOD), more);
      expect(bodies.filter(({ choices }) => choices.length === 0)).toEqual([]);
      expect(last).toMatchObject({
        choices: [{ finish_reason: "stop" }],
        usage: { cost: expect.any(Number) },
        gatewayz: { gateway: "groq" },
      });
    }
    for (const more of [ASKED, { usage: { include: true } }]) {
      const { bodies, last } = await ask(sends(GOOD), more);
      expect(last).toMatchObject({ choices: [], usage: { cost: expect.any(Number) }, gatewayz: { gateway: "groq" } });
      expect(bodies.filter(({ usage }) => usage)).toHaveLength(1);
    }
  });

  it("does not delay the end of an answer for long", async () => {
    let more = () => {};
    const play = (response: import("node:http").ServerResponse) => {
      response.writeHead(200, EVENTS).write(begun + finishOf("stop"));
      more = () => response.end(usageEvent() + DONE);
    };
    server().upstream.script("groq", (_, response) => play(response));
    const response = await server().post({
      model: "lab/odd-model-599x",
      messages: [{ role: "user", content: "hi" }],
      stream: true,
    });
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    while (!text.includes('"finish_reason":"stop"')) text += (await reader?.read())?.value;
    expect(text).toContain('"gatewayz"');
    expect(text).not.toContain('"usage":{');
    more();
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) text += piece.value;
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect((await server().usage())[0]).toMatchObject({ completion_tokens: 3, estimated: 0 });
  });
});

describe("tool calls", () => {
  const call = (id: string | null, more: object = {}, name = "look", said = "{}") => ({
    ...(id ? { id } : {}),
    type: "function",
    function: { name, arguments: said },
    ...more,
  });
  const callsIn = ({ bodies }: Asked) => bodies.flatMap(({ choices }) => choices[0]?.delta?.tool_calls ?? []);
  it.each<[string, object[][]]>([
    ["without numbers", [[call("a")], [call("b")]]],
    ["all with 0", [[call("a", { index: 0 })], [call("b", { index: 0 })]]],
    ["in one chunk without numbers", [[call("a"), call("b")]]],
    ["in one chunk all with 0", [[call("a", { index: 0 }), call("b", { index: 0 })]]],
    ["numbered from 1", [[call("a", { index: 1 })], [call("b", { index: 2 })]]],
    ["without IDs", [[call(null)], [call(null)]]],
    ["without IDs, all with 0", [[call(null, { index: 0 })], [call(null, { index: 0 })]]],
    ["with empty IDs", [[call("", { index: 0 })], [call("", { index: 1 })]]],
  ])("%s get the numbers 0 and 1 and an ID each", async (_, chunks) => {
    const calls = callsIn(
      await ask(sends(chunks.map((tool_calls) => chunkOf({ tool_calls })).join("") + finishOf("tool_calls") + DONE)),
    );
    expect(calls.map(({ index }) => index)).toEqual([0, 1]);
    expect(new Set(calls.map(({ id }) => id)).size).toBe(2);
    expect(calls.every(({ id, type }) => id && type === "function")).toBe(true);
  });

  it("that arrive in parts stay one call, and their bytes unchanged", async () => {
    const pieces =
      chunkOf({ role: "assistant", tool_calls: [call("a", { index: 0 }, "look", "")] }) +
      chunkOf({ tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] }) +
      chunkOf({ tool_calls: [{ index: 0, function: { arguments: "1}" } }] }) +
      chunkOf({ tool_calls: [call("b", { index: 1 }, "look", "{}")] });
    const answer = await ask(sends(pieces + finishOf("tool_calls") + DONE));
    expect(answer.text.startsWith(pieces)).toBe(true);
    const named = (said: string) => chunkOf({ tool_calls: [call("a", {}, "look", said)] });
    const repeated = callsIn(await ask(sends(named('{"a":') + named("1}") + finishOf("tool_calls") + DONE)));
    expect(repeated.map(({ index, id }) => [index, id])).toEqual([
      [0, "a"],
      [0, undefined],
    ]);
  });

  it("without an ID in a complete response get one", async () => {
    const message = { role: "assistant", content: null, tool_calls: [call(null), call("b")] };
    const { last } = await ask(sendsJson(wholeOf({ message })), { stream: false });
    const ids = last.choices[0].message.tool_calls.map(({ id }: { id: string }) => id);
    expect(ids).toEqual([expect.stringMatching(/^call_/), "b"]);
  });
});

describe("reasoning", () => {
  it.each(["reasoning", "reasoning_content"])("that arrives as %s is sent under both names", async (name) => {
    const both = { reasoning: "h\n", reasoning_content: "h\n" };
    const { bodies } = await ask(sends(chunkOf({ [name]: "h\n" }) + GOOD));
    expect(bodies[0].choices[0].delta).toEqual({ role: "assistant", ...both });
    const message = { role: "assistant", content: "Hello", [name]: "h\n" };
    expect((await ask(sendsJson(wholeOf({ message })), { stream: false })).last.choices[0].message).toMatchObject(both);
  });

  it("that arrives under both names is passed on unchanged", async () => {
    const sent = chunkOf({ role: "assistant", reasoning: "h", reasoning_content: "h" });
    expect((await ask(sends(sent + GOOD))).text.startsWith(sent)).toBe(true);
  });
});
