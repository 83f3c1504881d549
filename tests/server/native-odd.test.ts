import { describe, expect, it } from "vitest";
import { type Event, eventsIn, sent, withNative } from "./native-kit";

const native = withNative();

const USAGE = { input_tokens: 5, output_tokens: 3 };
const message = {
  id: "m",
  type: "message",
  role: "assistant",
  model: "x",
  content: [{ type: "text", text: "Hi there" }],
  stop_reason: "end_turn",
  usage: USAGE,
};
const start: Event = { type: "message_start", message: { ...message, content: [], stop_reason: null } };
const text: Event[] = [
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "Hi " } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "there" } },
  { type: "content_block_stop", index: 0 },
];
const last: Event = {
  type: "message_delta",
  delta: { stop_reason: "end_turn", stop_sequence: null },
  usage: { output_tokens: 3 },
};
const stop: Event = { type: "message_stop" };
const ask = { max_tokens: 9, messages: [{ role: "user", content: "hi" }] };

const item = {
  id: "i",
  type: "message",
  role: "assistant",
  status: "completed",
  content: [{ type: "output_text", text: "Hi there", annotations: [] }],
};
const response = {
  id: "r",
  object: "response",
  status: "completed",
  output: [item],
  usage: { input_tokens: 5, output_tokens: 2, total_tokens: 7 },
};

/** The gateway answers in this way at its own endpoints, and well in a chat. */
function answer(body: string, type = "text/event-stream"): void {
  native.server().upstream.script("fireworks", ({ path }, to) => {
    if (!path.endsWith("/chat/completions")) return void to.writeHead(200, { "content-type": type }).end(body);
    const choices = [{ index: 0, message: { role: "assistant", content: "translated" }, finish_reason: "stop" }];
    to.writeHead(200, { "content-type": "application/json" }).end(
      JSON.stringify({ choices, usage: { prompt_tokens: 1, completion_tokens: 1 } }),
    );
  });
}
const all = (events: Event[], write = sent) => events.map(write).join("");
/** An event whose type is its name alone. */
const untyped = ({ type, ...event }: Event) => `event: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
const stream = async (path: string, body: object) =>
  eventsIn(await (await native.post(path, { ...body, stream: true })).text());

it("messages of thinking alone, which another gateway signed, are left out", async () => {
  answer(JSON.stringify(message), "application/json");
  const foreign = { role: "assistant", content: [{ type: "thinking", thinking: "hm", signature: "gz1.groq.s.x" }] };
  const next = native.server().upstream.next();
  const messages = [...ask.messages, foreign, { role: "user", content: "Go on." }];
  expect((await native.post("/messages", { ...ask, messages })).status).toBe(200);
  expect((await next).body.messages).toEqual([ask.messages[0], { role: "user", content: "Go on." }]);
});

describe("a stream of messages", () => {
  const textIn = (events: Event[]) =>
    events.flatMap(({ delta }) => (delta as { text?: string } | undefined)?.text ?? []).join("");

  it.each<[string, string]>([
    ["without its last event", all([start, ...text, last])],
    ["with [DONE] in its place", `${all([start, ...text, last])}data: [DONE]\n\n`],
    ["that names its events outside their data", all([start, ...text, last, stop], untyped)],
    ["that starts twice", all([start, start, ...text, last, stop])],
  ])("%s is complete", async (_, body) => {
    answer(body);
    const events = await stream("/messages", ask);
    expect(events.map(({ type }) => type)).toEqual([start, ...text, last, stop].map(({ type }) => type));
    expect(textIn(events)).toBe("Hi there");
    expect(events.at(-2)).toMatchObject({ delta: { stop_reason: "end_turn" }, usage: USAGE });
    await native.recordedAs("ok");
  });

  it("with nothing but its end is not an answer", async () => {
    answer(all([stop]));
    expect((await native.post("/messages", { ...ask, model: "lab/m3", stream: true })).status).toBe(503);
  });

  it("without counts has them counted here", async () => {
    answer(
      all([{ ...start, message: { ...message, content: [], usage: null } }, ...text, { ...last, usage: null }, stop]),
    );
    const events = await stream("/messages", ask);
    const usage = { input_tokens: expect.any(Number), output_tokens: expect.any(Number) };
    const { usage: streamed } = events.at(-2) as unknown as { usage: typeof USAGE };
    expect(streamed).toMatchObject(usage);
    expect(streamed.output_tokens).toBeGreaterThan(0);
    answer(JSON.stringify({ ...message, usage: null }), "application/json");
    const whole = (await (await native.post("/messages", ask)).json()) as { usage: typeof USAGE };
    expect(whole.usage).toMatchObject(usage);
    expect([whole.usage.input_tokens > 0, whole.usage.output_tokens > 0]).toEqual([true, true]);
  });
});

describe("counts that make no sense", () => {
  it.each(["-1", "1e999", '"many"', "null"])("are counted here: %s", async (count) => {
    const odd = `{"input_tokens":${count},"output_tokens":${count},"service_tier":"x"}`;
    const counted = { input_tokens: expect.any(Number), output_tokens: expect.any(Number), service_tier: "x" };
    for (const [path, body, whole] of [
      ["/messages", ask, message],
      ["/responses", { input: "hi" }, response],
    ] as const) {
      answer(JSON.stringify({ ...whole, usage: 0 }).replace('"usage":0', `"usage":${odd}`), "application/json");
      const { usage } = (await (await native.post(path, body)).json()) as { usage: typeof USAGE };
      expect(usage).toMatchObject(counted);
      expect([usage.input_tokens > 0, usage.output_tokens > 0]).toEqual([true, true]);
    }
  });
});

describe("an answer in another form than asked for", () => {
  it.each<[string, object, boolean, string, string]>([
    ["/messages", ask, true, JSON.stringify(message), "application/json"],
    ["/messages", ask, false, all([start, ...text, last, stop]), "text/event-stream"],
    ["/responses", { input: "hi" }, true, JSON.stringify(response), "application/json"],
    ["/responses", { input: "hi" }, false, all([{ type: "response.completed", response }]), "text/event-stream"],
  ])("%s %j, streamed %s, is requested as a chat instead", async (path, body, isStream, text, type) => {
    answer(text, type);
    const got = await native.post(path, { ...body, model: isStream ? "lab/m4" : "lab/m5", stream: isStream });
    expect([got.status, await got.text()]).toEqual([200, expect.stringContaining("translated")]);
  });
});

describe("a response of a gateway", () => {
  it("that names its events outside of their data is complete", async () => {
    const events: Event[] = [
      { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
      { type: "response.output_text.delta", item_id: "i", output_index: 0, content_index: 0, delta: "Hi there" },
      { type: "response.output_item.done", output_index: 0, item },
      { type: "response.completed", response },
    ];
    answer(all(events, untyped));
    const got = await stream("/responses", { input: "hi" });
    expect(got.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    expect(got.at(-1)).toMatchObject({ response: { status: "completed", output: [{ type: "message" }] } });
  });

  it("that was canceled there is incomplete", async () => {
    const cancelled = { ...response, status: "cancelled" };
    answer(
      all([
        { type: "response.created", response },
        { type: "response.output_text.delta", delta: "Hi" },
        { type: "response.cancelled", response: cancelled },
      ]),
    );
    const types = (await stream("/responses", { input: "hi" })).map(({ type }) => type);
    expect(types.at(-1)).toBe("response.failed");
    expect(types).not.toContain("response.cancelled");
  });

  it.each(["cancelled", "in_progress", "queued"])("that is %s is not an answer", async (status) => {
    answer(JSON.stringify({ ...response, status, output: [] }), "application/json");
    const got = await native.post("/responses", { model: "lab/m1", input: "hi" });
    expect(got.status).toBe(503);
  });
});
