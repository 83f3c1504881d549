import { describe, expect, it } from "vitest";
import { type Event, eventsIn, MODEL, sent, withNative } from "./native-kit";

const native = withNative();
const post = (path: string, body: object) => native.post(path, body);

const USAGE = {
  input_tokens: 7,
  input_tokens_details: { cached_tokens: 2 },
  output_tokens: 3,
  output_tokens_details: { reasoning_tokens: 1 },
  total_tokens: 10,
};
const output = [
  { type: "reasoning", id: "rs_theirs", summary: [], encrypted_content: "secret" },
  {
    type: "message",
    id: "msg_1",
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text: "hi", annotations: [] }],
  },
];
const response = {
  id: "resp_theirs",
  object: "response",
  status: "completed",
  model: "native",
  output,
  usage: USAGE,
  store: false,
};
const responseEvents: Event[] = [
  { type: "response.created", sequence_number: 0, response: { ...response, status: "in_progress", output: [] } },
  { type: "response.in_progress", sequence_number: 1, response: { ...response, status: "in_progress", output: [] } },
  { type: "response.output_item.added", sequence_number: 2, output_index: 0, item: output[0] },
  { type: "response.output_item.done", sequence_number: 3, output_index: 0, item: output[0] },
  {
    type: "response.output_text.delta",
    sequence_number: 4,
    item_id: "msg_1",
    output_index: 1,
    content_index: 0,
    delta: "hi",
  },
  { type: "response.output_item.done", sequence_number: 5, output_index: 1, item: output[1] },
  { type: "response.completed", sequence_number: 6, response },
];

describe("responses to a gateway that takes them itself", () => {
  it("are passed on with their history and store: false, and are stored under our ID", async () => {
    native.server().upstream.script("fireworks", (_, to) => void to.end(JSON.stringify(response)));
    const first = (await (await post("/responses", { input: "one", max_output_tokens: 5 })).json()) as typeof response;
    expect(native.server().upstream.calls[0]).toMatchObject({
      path: "/inference/v1/responses",
      body: { model: MODEL, store: false, input: [{ role: "user", content: "one" }], max_output_tokens: 5 },
    });
    expect(first.id).toMatch(/^resp_(?!theirs)/);
    expect(first).toMatchObject({
      model: MODEL,
      status: "completed",
      store: true,
      output: [{ encrypted_content: "gz1.fireworks.d.secret" }, { type: "message" }],
      usage: { ...USAGE, cost: 0.00002 },
    });
    await (await post("/responses", { input: "two", previous_response_id: first.id })).text();
    const { input, previous_response_id } = native.server().upstream.calls[1]?.body ?? {};
    expect(previous_response_id).toBeUndefined();
    expect(input).toMatchObject([
      { role: "user", content: "one" },
      { type: "reasoning", encrypted_content: "secret" },
      { type: "message", content: [{ text: "hi" }] },
      { role: "user", content: "two" },
    ]);
    expect((await native.server().usage())[0]).toMatchObject({
      prompt_tokens: 7,
      completion_tokens: 3,
      cached_tokens: 2,
    });
  });

  it("are returned as a stream under our ID, with unchanged pieces", async () => {
    native.stream(responseEvents);
    const text = await (await post("/responses", { input: "one", stream: true })).text();
    expect(text).toContain(sent(responseEvents[4] as Event));
    const events = eventsIn(text);
    expect(events.map(({ type }) => type)).toEqual(responseEvents.map(({ type }) => type));
    const last = events.at(-1)?.response as typeof response;
    expect(last.id).toMatch(/^resp_(?!theirs)/);
    expect(last).toMatchObject({ status: "completed", usage: { ...USAGE, cost: 0.00002 } });
    expect(text).not.toContain("resp_theirs");
    const stored = await fetch(`${native.server().url}/v1/responses/${last.id}`, {
      headers: { authorization: `Bearer ${native.server().key}` },
    });
    expect(await stored.json()).toMatchObject({ id: last.id, status: "completed", output: [{}, { type: "message" }] });
  });

  it("end in response.failed with the received part when the stream is cut off", async () => {
    native.stream(responseEvents.slice(0, 5), (to) => to.destroy());
    const events = eventsIn(await (await post("/responses", { input: "one", stream: true })).text());
    expect(events.at(-1)).toMatchObject({
      type: "response.failed",
      sequence_number: 5,
      response: {
        status: "failed",
        output: [{ type: "reasoning" }],
        error: { message: expect.stringContaining("cut off") },
      },
    });
    await native.recordedAs("interrupted");
  });

  it("are complete even if the last event omits earlier items and the usage", async () => {
    const last = { type: "response.completed", response: { ...response, output: [], usage: null } };
    native.stream([...responseEvents.slice(0, -1), last]);
    const events = eventsIn(await (await post("/responses", { input: "hi", stream: true })).text());
    expect(events.at(-1)?.response).toMatchObject({
      status: "completed",
      output: [{ type: "reasoning" }, { type: "message", content: [{ text: "hi" }] }],
      usage: { input_tokens: expect.any(Number), output_tokens: expect.any(Number), estimated: true },
    });
  });

  it("are translated if passing them on would lose something", async () => {
    const chat = { choices: [{ index: 0, message: { role: "assistant", content: "hi" }, finish_reason: "stop" }] };
    native.server().upstream.script("fireworks", (_, to) => void to.end(JSON.stringify({ id: "c", ...chat })));
    const answer = await post("/responses", { input: "one", tools: [{ type: "custom", name: "patch" }] });
    expect(answer.status).toBe(200);
    expect(native.server().upstream.calls.map(({ path }) => path)).toEqual(["/inference/v1/chat/completions"]);
  });

  it.each([
    { model: "lab/m4", stream: false },
    { model: "lab/m5", stream: true },
  ])("are translated if the gateway answers as to a chat: %j", async ({ model, stream }) => {
    native.server().upstream.script("fireworks", "ok");
    const answer = await post("/responses", { model, stream, input: "one" });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("Hello world");
    const paths = native.server().upstream.calls.map(({ path }) => path);
    expect(paths).toEqual(["/inference/v1/responses", "/inference/v1/chat/completions"]);
  });
});
