import type { ServerResponse } from "node:http";
import { describe, expect, it } from "vitest";
import { type Event, eventsIn, MODEL, sent, withNative } from "./native-kit";

const native = withNative();
const post = (path: string, body: object) => native.post(path, body);

const USAGE = { input_tokens: 5, cache_read_input_tokens: 2, cache_creation_input_tokens: 0, output_tokens: 3 };
const message = {
  id: "msg_theirs",
  type: "message",
  role: "assistant",
  model: "native",
  content: [
    { type: "thinking", thinking: "hm", signature: "sig" },
    { type: "text", text: "hi" },
  ],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: USAGE,
};
const messageEvents: Event[] = [
  { type: "message_start", message: { ...message, content: [], usage: { ...USAGE, output_tokens: 0 } } },
  { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "hm" } },
  { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "sig" } },
  { type: "content_block_stop", index: 0 },
  { type: "content_block_start", index: 1, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 1, delta: { type: "text_delta", text: "hi" } },
  { type: "content_block_stop", index: 1 },
  { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 3 } },
  { type: "message_stop" },
];
const OVERLOADED = { type: "error", error: { type: "overloaded_error", message: "busy" } };
const ask = { max_tokens: 20, messages: [{ role: "user", content: "hi" }] };

describe("messages to a gateway that takes them itself", () => {
  it("are passed on except for the model, our own fields, and what costs extra", async () => {
    native.server().upstream.script("fireworks", (_, response) => void response.end(JSON.stringify(message)));
    const signed = { type: "thinking", thinking: "old", signature: "gz1.fireworks.s.mine" };
    const foreign = { type: "thinking", thinking: "other", signature: "gz1.groq.s.theirs" };
    const answer = await post("/messages", {
      ...ask,
      messages: [
        { role: "user", content: [{ type: "text", text: "hi", cache_control: { type: "ephemeral" } }] },
        { role: "assistant", content: [signed, foreign, { type: "text", text: "yes" }] },
        { role: "user", content: "more" },
      ],
      thinking: { type: "enabled", budget_tokens: 2_000 },
      metadata: { user_id: "u" },
      provider: { sort: "price" },
      service_tier: "priority",
      tools: [
        { name: "f", input_schema: {} },
        { type: "web_search_20250305", name: "web_search" },
      ],
    });
    const [call] = native.server().upstream.calls;
    expect(call?.path).toBe("/inference/v1/messages");
    expect(call?.headers.authorization).toBe("Bearer key-fireworks");
    expect(call?.headers["anthropic-version"]).toBe("2023-06-01");
    expect(call?.body).toEqual({
      ...ask,
      model: MODEL,
      messages: [
        { role: "user", content: [{ type: "text", text: "hi", cache_control: { type: "ephemeral" } }] },
        {
          role: "assistant",
          content: [
            { ...signed, signature: "mine" },
            { type: "text", text: "yes" },
          ],
        },
        { role: "user", content: "more" },
      ],
      thinking: { type: "enabled", budget_tokens: 2_000 },
      metadata: { user_id: "u" },
      tools: [{ name: "f", input_schema: {} }],
    });
    expect(answer.headers.get("x-gatewayz-ignored")).toContain("tools.web_search_20250305");
    const body = (await answer.json()) as typeof message & { usage: object; gatewayz: object };
    expect(body.id).toMatch(/^msg_(?!theirs)/);
    expect(body).toMatchObject({
      model: MODEL,
      content: [{ type: "thinking", signature: "gz1.fireworks.s.sig" }, { text: "hi" }],
      usage: { ...USAGE, cost: 0.00002 },
      gatewayz: { gateway: "fireworks" },
    });
    expect((await native.server().usage())[0]).toMatchObject({
      prompt_tokens: 7,
      completion_tokens: 3,
      cached_tokens: 2,
    });
  });

  it("are returned as a stream with our ID, sealed thinking, and cost", async () => {
    native.stream(messageEvents);
    const events = eventsIn(await (await post("/messages", { ...ask, stream: true })).text());
    expect(events.map(({ type }) => type)).toEqual(messageEvents.map(({ type }) => type));
    expect(events[0]).toMatchObject({ message: { id: expect.stringMatching(/^msg_(?!theirs)/), model: MODEL } });
    expect(events[3]).toMatchObject({ delta: { signature: "gz1.fireworks.s.sig" } });
    expect(events.at(-2)).toMatchObject({ usage: { ...USAGE, cost: 0.00002 }, gatewayz: { gateway: "fireworks" } });
    expect((await native.server().usage())[0]).toMatchObject({ outcome: "ok", prompt_tokens: 7, completion_tokens: 3 });
  });

  it.each<[string, Event[], (response: ServerResponse) => void]>([
    ["is cut off", messageEvents.slice(0, 7), (response) => response.destroy()],
    ["ends too early", messageEvents.slice(0, 7), (response) => response.end()],
    ["tells an error", messageEvents.slice(0, 7), (response) => void response.end(sent(OVERLOADED))],
  ])("end in an error when the stream %s", async (_, events, end) => {
    let finish = () => {};
    native.stream(events, (response) => {
      finish = () => end(response);
    });
    const answer = await post("/messages", { ...ask, stream: true });
    finish();
    const got = eventsIn(await answer.text());
    expect(got.at(-1)?.type).toBe("error");
    expect(got.some(({ type }) => type === "message_stop")).toBe(false);
    await native.recordedAs("interrupted");
  });

  it("begin with usage, and omit empty texts that clients send back", async () => {
    const [start, ...others] = messageEvents as [Event, ...Event[]];
    native.stream([{ ...start, message: { ...message, content: [], usage: undefined } }, ...others]);
    const next = native.server().upstream.next();
    const call = { type: "tool_use", id: "t1", name: "look", input: {} };
    const result = { role: "user", content: [{ type: "tool_result", tool_use_id: "t1", content: "ok" }] };
    const said = { role: "assistant", content: [{ type: "text", text: "" }, call] };
    const answer = await post("/messages", { ...ask, messages: [...ask.messages, said, result], stream: true });
    const [first] = eventsIn(await answer.text());
    expect(first).toMatchObject({ message: { usage: { input_tokens: 0, output_tokens: 0 } } });
    expect((await next).body.messages).toMatchObject([{}, { content: [{ type: "tool_use" }] }, {}]);
  });

  it.each([
    [400, "context_management: Extra inputs are not permitted"],
    [400, "context_management is not supported"],
    [404, "No endpoints found that support the parameter context_management"],
  ])("are translated if the gateway refuses a field, and are passed on the next time: %i %s", async (status, told) => {
    native.server().upstream.script("fireworks", ({ path, body }, response) => {
      if (path.endsWith("/messages") && !("context_management" in body))
        return void response.end(JSON.stringify(message));
      const error = { type: "invalid_request_error", message: told };
      if (path.endsWith("/messages")) response.writeHead(status).end(JSON.stringify({ type: "error", error }));
      else response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content: "translated" } }] }));
    });
    const answerTo = async (body: object) =>
      await (await post("/messages", { ...ask, model: "lab/m5", ...body })).json();
    expect(await answerTo({ context_management: { edits: [] } })).toMatchObject({
      content: [{ text: "translated" }],
    });
    expect(await answerTo({})).toMatchObject({ content: [{ thinking: "hm" }, { text: "hi" }] });
  });

  it("are translated if the gateway says that it does not support them", async () => {
    native.server().upstream.script("fireworks", ({ path, body }, response) => {
      if (path.endsWith("/messages")) return void response.writeHead(404).end("{}");
      const choices = [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }];
      response.end(
        JSON.stringify({ id: "c", model: body.model, choices, usage: { prompt_tokens: 7, completion_tokens: 3 } }),
      );
    });
    for (let i = 0; i < 2; i++) {
      const answer = await post("/messages", { ...ask, model: "lab/m3" });
      expect(await answer.json()).toMatchObject({ type: "message", content: [{ type: "text", text: "hi" }] });
    }
    const paths = native.server().upstream.calls.map(({ path }) => path);
    const chat = "/inference/v1/chat/completions";
    expect(paths).toEqual(["/inference/v1/messages", chat, chat]);
  });
});
