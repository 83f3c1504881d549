import { describe, expect, it } from "vitest";
import {
  chunkOf,
  DONE,
  EVENTS,
  eventOf,
  expectCut,
  expectWhole,
  finishOf,
  GOOD,
  type Play,
  resets,
  sends,
  USAGE,
  usageEvent,
  wholeOf,
  withOddServer,
} from "./odd-answers";

const { ask } = withOddServer();

describe("an answer is interrupted", () => {
  const started = chunkOf({ content: "Hel" });
  const second = chunkOf({ content: "Other" }, null, 1);
  it.each<[string, Play, object?]>([
    ["in the middle", sends(started)],
    ["by a reset in the middle", resets(started)],
    ["by [DONE] alone", sends(DONE)],
    ["by [DONE] after its role", sends(chunkOf({ role: "assistant", content: "" }) + DONE)],
    ["by its usage and [DONE] alone", sends(usageEvent() + DONE)],
    ["after an empty reason without [DONE]", sends(chunkOf({ content: "Hel" }, ""))],
    ["in one of two choices, with [DONE]", sends(started + second + finishOf("stop") + usageEvent() + DONE), { n: 2 }],
    ["in one of two choices, without [DONE]", sends(started + finishOf("stop")), { n: 2 }],
    ['by the reason "error"', sends(started + finishOf("error") + DONE)],
    [
      'by the reason "error" of one of two choices',
      sends(started + finishOf("stop") + finishOf("error", 1) + DONE),
      { n: 2 },
    ],
    ["by an error as text", sends(started + eventOf({ error: "out of memory" }))],
    ["by an error within its choice", sends(started + chunkOf({}, null, 0, { error: { code: 502, message: "died" } }))],
    ["by an event of the type error", sends(`${started}event: error\ndata: {"message":"died"}\n\n`)],
    ["by an error after its reason", sends(started + finishOf("stop") + eventOf({ error: { message: "died" } }))],
    ["by an event that is no JSON", sends(`${started}data: {"choices":[\n\n`)],
  ])("%s ends in an error without choices and without [DONE]", async (_, play, more = {}) => {
    for (const usage of [{}, { stream_options: { include_usage: true } }])
      expectCut(await ask(play, { ...more, ...usage }));
  });

  it.each<[string, object]>([
    ['with the reason "error"', wholeOf({ finish_reason: "error" })],
    ["with an error in its choice", wholeOf({ error: { code: 502, message: "died" } })],
    ["with an error as text", { error: "died" }],
    ["without choices", { choices: [] }],
    ["without a message", { choices: [{ index: 0, finish_reason: "stop" }] }],
  ])("and not streamed, %s, is an error", async (_, body) => {
    const json = sends(JSON.stringify(body), { "content-type": "application/json" });
    expect((await ask(json, { stream: false })).status).not.toBe(200);
  });
});

describe("an answer is complete", () => {
  it.each<[string, Play, object?]>([
    ["after an empty reason, content and [DONE]", sends(chunkOf({ content: "Hello" }, "") + DONE)],
    ["after an empty reason and a later one", sends(chunkOf({ content: "Hello" }, "") + finishOf("stop"))],
    ["after content and [DONE] without any reason", sends(chunkOf({ content: "Hello" }) + DONE)],
    ["after its reason without [DONE]", sends(chunkOf({ content: "Hello" }) + finishOf("length"))],
    ["when reset after its reason and usage", resets(chunkOf({ content: "Hello" }) + finishOf("stop") + usageEvent())],
    [
      "with an empty error",
      sends(chunkOf({ content: "Hello" }, null, 0, { error: null }, { error: "" }) + finishOf("stop") + DONE),
    ],
    [
      "with a deeper key error",
      sends(chunkOf({ content: "Hello", meta: { error: { message: "no" } } }) + finishOf("stop") + DONE),
    ],
    ["with an unknown reason", sends(chunkOf({ content: "Hello" }) + finishOf("eos_token") + DONE)],
    ["with one choice where the gateway ignores n", sends(GOOD), { n: 2 }],
    ["without the empty line after its last event", sends(GOOD.trimEnd())],
  ])("%s", async (_, play, more = {}) => {
    for (const usage of [{}, { stream_options: { include_usage: true } }]) {
      const answer = await ask(play, { ...more, ...usage });
      expectWhole(answer);
      expect(
        answer.bodies.flatMap(({ choices = [] }) =>
          choices.flatMap((c: { finish_reason: string | null }) => c.finish_reason ?? []),
        ),
      ).toHaveLength(1);
      expect(answer.text).not.toContain('"finish_reason":""');
    }
  });
});

describe("a stream is parsed as the standard says", () => {
  it.each<[string, string]>([
    ["CRLF", GOOD.replaceAll("\n", "\r\n")],
    ["CR", GOOD.replaceAll("\n", "\r")],
    ["a byte order mark", `\uFEFF${GOOD}`],
    ["empty data", `data:\n\ndata: \n\n${GOOD.replaceAll("\n\n", "\n\ndata:\n\n")}`],
    ["comments and unknown fields", `: hello\n\nfoo: bar\nid: 1\nretry: 3\n${GOOD}`],
    ["events over several lines", GOOD.replaceAll(',"choices"', ',\ndata: "choices"')],
    ["no space after the colon", GOOD.replaceAll("data: ", "data:")],
    ["spaces within its JSON", GOOD.replaceAll('":', '" : ')],
  ])("with %s, sent whole and byte by byte", async (_, body) => {
    const slowly: Play = async (response) => {
      response.writeHead(200, EVENTS);
      for (const byte of Buffer.from(body))
        await new Promise((written) => response.write(Buffer.from([byte]), written));
      response.end();
    };
    for (const play of [sends(body), slowly]) {
      const answer = await ask(play);
      expectWhole(answer);
      expect(answer.text).not.toMatch(/data:\s*\n\n|\r/);
    }
    expectWhole(await ask(sends(body), { stream: false }));
  });

  it.each([
    undefined,
    "text/plain; charset=utf-8",
    "application/json",
    "application/octet-stream",
    "Text/Event-Stream",
    "text/html",
  ])("with any content type: %s", async (type) => {
    const headers: Record<string, string> = type ? { "content-type": type } : {};
    expectWhole(await ask(sends(GOOD, headers)));
    const whole = await ask(sends(GOOD, headers), { stream: false });
    expect(whole.last).toMatchObject({
      object: "chat.completion",
      usage: USAGE,
      choices: [{ message: { content: "Hello" } }],
    });
  });

  it.each([undefined, "application/json", "text/event-stream", "text/plain"])(
    "and a complete response is streamed when a stream was requested, content type: %s",
    async (type) => {
      const message = {
        role: "assistant",
        content: "Hello",
        tool_calls: [{ function: { name: "f", arguments: "{}" } }],
      };
      const headers: Record<string, string> = type ? { "content-type": type } : {};
      const answer = await ask(sends(JSON.stringify(wholeOf({ message })), headers));
      expectWhole(answer);
      const [call] = answer.bodies[0].choices[0].delta.tool_calls;
      expect(call).toMatchObject({ index: 0, id: expect.stringMatching(/^call_/), type: "function" });
      expect(answer.last).toMatchObject({ usage: USAGE, choices: [{ finish_reason: "tool_calls" }] });
    },
  );

  it("and is collected when none was requested, including tool calls and reasoning", async () => {
    const call = (index: number, piece: object) => chunkOf({ tool_calls: [{ index, ...piece }] });
    const body =
      chunkOf({ role: "assistant", reasoning_content: "h" }) +
      chunkOf({ reasoning_content: "m" }) +
      call(0, { id: "a", type: "function", function: { name: "f", arguments: "{" } }) +
      call(0, { function: { arguments: "}" } }) +
      call(1, { id: "b", type: "function", function: { name: "g", arguments: "[]" } }) +
      finishOf("tool_calls") +
      usageEvent() +
      DONE;
    const { status, last } = await ask(sends(body), { stream: false });
    expect(status).toBe(200);
    expect(last.choices).toEqual([
      {
        index: 0,
        finish_reason: "tool_calls",
        message: {
          role: "assistant",
          content: null,
          reasoning: "hm",
          reasoning_content: "hm",
          tool_calls: [
            { id: "a", type: "function", function: { name: "f", arguments: "{}" } },
            { id: "b", type: "function", function: { name: "g", arguments: "[]" } },
          ],
        },
      },
    ]);
  });

  it("and an interrupted one is never collected into an answer", async () => {
    expect((await ask(sends(chunkOf({ content: "Hel" })), { stream: false })).status).not.toBe(200);
    expect((await ask(sends(DONE), { stream: false })).status).not.toBe(200);
  });
});
