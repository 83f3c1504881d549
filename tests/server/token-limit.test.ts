import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { play } from "../fakes/scripted-upstream";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const messages = [{ role: "user", content: "hi" }];
const WORDS: readonly string[] = [
  "`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model",
  "max_tokens is too large: 32000. This model supports at most 8192 completion tokens, whereas you provided 32000.",
  "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]",
  "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens for lab/limited-0",
  "max_tokens must be at most 8,192",
];
/** What gateways say that count the prompt too: a context of 32,768 tokens, of which the prompt takes 12,288. */
const ROOM: readonly string[] = [
  "max_tokens too large: 32000 > 20480 (context 32768 - prompt 12288)",
  "max_tokens must be at most 20480 (context 32768 - prompt 12288)",
  "'max_tokens' or 'max_completion_tokens' is too large: 32000. This model's maximum context length is 32768 tokens and your request has 12288 input tokens (32000 > 32768 - 12288).",
  "This model's maximum context length is 32768 tokens. However, you requested 44288 tokens (12288 in the messages, 32000 in the completion). Please reduce the length of the messages or completion.",
  "This endpoint's maximum context length is 32768 tokens. However, you requested about 44288 tokens (12288 of text input, 32000 in the output). Please reduce the length of either one.",
  "This endpoint's maximum context length is 32768 tokens. However, you requested about 44288 tokens (9000 of text input, 3288 of tool input, 32000 in the output). Please reduce the length of either one.",
  "This model's maximum context length is 32768 tokens, however you requested 44288 tokens (12288 in your prompt; 32000 for the completion). Please reduce your prompt; or completion length.",
  "Requested token count exceeds the model's maximum context length of 32768 tokens. You requested a total of 44288 tokens: 12288 tokens from the input messages and 32000 tokens for the completion.",
  "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 32768. Given: 12288 `inputs` tokens and 32000 `max_new_tokens`",
  "input length and `max_tokens` exceed context limit: 12288 + 32000 > 32768, decrease input length or `max_tokens` and try again",
];
const model = (i: number) => `lab/limited-${i}`;

let server: ChatServer;
beforeAll(async () => {
  const ids = [...WORDS.keys(), 90, 91, ...ROOM.map((_, i) => 100 + i)].map((i) =>
    chatOffer("groq", model(i), { context_length: null }),
  );
  const shared = ["groq", "together"].map((gateway) => chatOffer(gateway, model(93), { context_length: null }));
  ids.push(chatOffer("groq", model(200), { context_length: 8_192 }));
  for (const gateway of ["fireworks", "groq"]) ids.push(chatOffer(gateway, model(97), { context_length: null }));
  const native = [92, 94, 95, 96].map((i) => chatOffer("fireworks", model(i), { context_length: null }));
  server = await startChatServer([...ids, ...shared, ...native], { nativeGateway: true });
});
afterAll(() => server.stop());

/** The gateway takes at most so many tokens, and says so in these words. */
function refuseOver(most: (asked: number) => number, words: (most: number) => string, gateway = "groq"): void {
  server.upstream.script(gateway, (call, response) => {
    const asked = Number(call.body.max_completion_tokens ?? call.body.max_tokens ?? 0);
    if (asked <= most(asked) && !call.path.endsWith("/messages")) return play("ok", call, response);
    const error = { message: words(most(asked)) };
    response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error }));
  });
}

async function ask(path: string, body: object) {
  const from = server.upstream.calls.length;
  const response = await server.postTo(path, { messages, ...body });
  await response.text();
  const calls = server.upstream.calls.slice(from).map((call) => call.body);
  return { status: response.status, ignored: response.headers.get("x-gatewayz-ignored"), calls, last: calls.at(-1) };
}

describe("a limit of tokens that a gateway refuses", () => {
  it.each(WORDS.map((words, i) => ({ words, i })))("is lowered to the accepted value: $words", async ({ words, i }) => {
    refuseOver(
      () => 8_192,
      () => words,
    );
    const asked = await ask("/messages", { model: model(i), max_tokens: 32_000 });
    expect([asked.status, asked.ignored, asked.last?.max_tokens]).toEqual([200, "max_tokens>8192", 8_192]);
    // The next request does so from the start, and one with a lower limit keeps it.
    const next = await ask("/chat/completions", { model: model(i), max_completion_tokens: 9_000 });
    expect([next.calls.length, next.ignored, next.last?.max_completion_tokens]).toEqual([1, "max_tokens>8192", 8_192]);
    const low = await ask("/chat/completions", { model: model(i), max_tokens: 9 });
    expect([low.calls.length, low.ignored, low.last?.max_tokens]).toEqual([1, null, 9]);
  });

  it("is kept if another offer accepts it", async () => {
    const shared = "lab/limited-93";
    refuseOver(
      () => 8_192,
      () => "max_tokens must be less than or equal to 8192",
    );
    server.upstream.script("together", "ok");
    const asked = await ask("/messages", { model: shared, max_tokens: 32_000 });
    expect([asked.status, asked.ignored, asked.calls.length, asked.last?.max_tokens]).toEqual([200, null, 2, 32_000]);
    // Where the other is down, the lower one is enough; it is asked last.
    server.upstream.script("together", "503");
    const lowered = await ask("/messages", { model: shared, max_tokens: 32_000 });
    expect([lowered.status, lowered.ignored, lowered.last?.max_tokens]).toEqual([200, "max_tokens>8192", 8_192]);
    server.upstream.script("together", (_, response) => {
      response.writeHead(429, { "content-type": "application/json", "retry-after": "60" }).end("{}");
    });
    const limited = await ask("/messages", { model: shared, max_tokens: 32_000 });
    expect([limited.status, limited.ignored, limited.last?.max_tokens]).toEqual([200, "max_tokens>8192", 8_192]);
    const low = await ask("/messages", { model: shared, max_tokens: 9 });
    expect([low.status, low.calls.length]).toEqual([200, 1]);
  });

  it("is refused once by a gateway with the client's protocol if another offer accepts it", async () => {
    const error = { message: WORDS[3] };
    server.upstream.script("fireworks", (_, response) => {
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ error }));
    });
    server.upstream.script("groq", "ok");
    const body = { model: model(97), max_tokens: 32_000, provider: { order: ["fireworks", "groq"] } };
    const asked = await ask("/messages", body);
    expect([asked.status, asked.ignored, asked.calls.length, asked.last?.max_tokens]).toEqual([200, null, 2, 32_000]);
  });

  it("is not lowered repeatedly, nor for other reasons", async () => {
    refuseOver(
      (asked) => asked - 1,
      (most) => `max_tokens must be less than or equal to ${most}`,
    );
    const asked = await ask("/chat/completions", { model: model(90), max_tokens: 32_000 });
    expect([asked.status, asked.calls.length]).toEqual([400, 4]);
    refuseOver(
      () => 0,
      () => "max_tokens must be a whole number",
    );
    const wrong = await ask("/chat/completions", { model: model(91), max_tokens: 32_000 });
    expect([wrong.status, wrong.calls.length]).toEqual([400, 1]);
    refuseOver(
      () => 0,
      () => "max_tokens must be at most 8k",
    );
    const unclear = await ask("/chat/completions", { model: model(91), max_tokens: 32_000 });
    expect([unclear.status, unclear.calls.length]).toEqual([400, 1]);
  });

  it("is lowered in a chat if the gateway refuses it in Anthropic's protocol", async () => {
    const words = "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens";
    refuseOver(
      () => 8_192,
      () => words,
      "fireworks",
    );
    const asked = await ask("/messages", { model: model(92), max_tokens: 32_000 });
    expect([asked.status, asked.calls.length, asked.last?.max_tokens]).toEqual([200, 3, 8_192]);
  });

  it.each(ROOM.map((words, i) => ({ words, i })))("is lowered for this prompt only: $words", async ({ words, i }) => {
    refuseOver(
      () => 20_480,
      () => words,
    );
    const asked = await ask("/messages", { model: model(100 + i), max_tokens: 32_000 });
    expect([asked.status, asked.ignored, asked.last?.max_tokens]).toEqual([200, "max_tokens>20480", 20_480]);
    // What a longer prompt left says nothing about the next.
    server.upstream.script("groq", "ok");
    const next = await ask("/messages", { model: model(100 + i), max_tokens: 32_000 });
    expect([next.status, next.ignored, next.last?.max_tokens]).toEqual([200, null, 32_000]);
  });

  it("is lowered for this prompt only, even if the gateway then lacks the client's protocol", async () => {
    server.upstream.script("fireworks", (call, response) => {
      if (call.path.endsWith("/chat/completions")) return play("ok", call, response);
      const isOver = Number(call.body.max_tokens) > 20_480;
      const error = { message: isOver ? ROOM[0] : "no such path" };
      response.writeHead(isOver ? 400 : 404, { "content-type": "application/json" }).end(JSON.stringify({ error }));
    });
    const asked = await ask("/messages", { model: model(96), max_tokens: 32_000 });
    expect([asked.status, asked.calls.length, asked.last?.max_tokens]).toEqual([200, 3, 20_480]);
    const next = await ask("/messages", { model: model(96), max_tokens: 32_000 });
    expect([next.status, next.ignored, next.last?.max_tokens]).toEqual([200, null, 32_000]);
  });

  it("is lowered if the prompt fits into an offer's context, but not with the limit", async () => {
    refuseOver(
      () => 3_000,
      () =>
        "This model's maximum context length is 8192 tokens. However, you requested 37192 tokens (5192 in the messages, 32000 in the completion).",
    );
    const asked = await ask("/messages", { model: model(200), max_tokens: 32_000 });
    expect([asked.status, asked.ignored, asked.last?.max_tokens]).toEqual([200, "max_tokens>3000", 3_000]);
    const long = [{ role: "user", content: "word ".repeat(9_000) }];
    const over = await ask("/messages", { model: model(200), max_tokens: 32_000, messages: long });
    expect([over.status, over.calls.length]).toEqual([400, 0]);
  });

  it("stays if the prompt leaves hardly any room", async () => {
    refuseOver(
      () => 0,
      () =>
        "This model's maximum context length is 32768 tokens. However, you requested 64668 tokens (32668 in the messages, 32000 in the completion).",
    );
    const asked = await ask("/chat/completions", { model: model(100), max_tokens: 32_000 });
    expect([asked.status, asked.calls.length]).toEqual([400, 1]);
  });

  it.each([
    ["/messages", 94, "max_tokens", { thinking: { type: "enabled", budget_tokens: 31_999 } }],
    ["/responses", 95, "max_output_tokens", { input: "hi", messages: undefined }],
  ] as const)(
    "is lowered in a gateway's own protocol too, from the start of the next call: %s",
    async (path, i, name, more) => {
      server.upstream.script("fireworks", (call, response) => {
        const isOver = Number(call.body[name]) > 8_192;
        const error = { message: "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens" };
        const usage = { input_tokens: 1, output_tokens: 1 };
        response
          .writeHead(isOver ? 400 : 200, { "content-type": "application/json" })
          .end(
            JSON.stringify(
              isOver ? { error } : { type: "message", status: "completed", content: [], output: [], usage },
            ),
          );
      });
      const send = () => ask(path, { model: model(i), [name]: 32_000, ...more });
      const paths = () => server.upstream.calls.slice(-2).map(({ path }) => path);
      const first = await send();
      expect([first.status, first.ignored, first.calls.length, first.last?.[name]]).toEqual([
        200,
        "max_tokens>8192",
        2,
        8_192,
      ]);
      expect(paths()).toEqual([`/inference/v1${path}`, `/inference/v1${path}`]);
      const next = await send();
      expect([next.status, next.ignored, next.calls.length, next.last?.[name]]).toEqual([
        200,
        "max_tokens>8192",
        1,
        8_192,
      ]);
      if (path === "/messages") expect(next.last?.thinking).toEqual({ type: "enabled", budget_tokens: 4_096 });
      expect((await ask(path, { model: model(i), [name]: 9, ...more, thinking: undefined })).ignored).toBeNull();
    },
  );
});
