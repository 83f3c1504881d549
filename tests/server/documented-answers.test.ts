import type { ChatCompletion, ChatCompletionMessage } from "openai/resources/chat/completions/completions";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ChatServer, chatOffer, startChatServer } from "./chat-server";

const MODEL = "lab/m1";
let server: ChatServer;
beforeAll(async () => {
  server = await startChatServer([chatOffer("groq", MODEL)]);
});
afterAll(() => server.stop());

const CALL = { id: "t1", type: "function", function: { name: "look", arguments: '{"at":"there"}' } };
const PAGE = {
  type: "url_citation",
  url_citation: { url: "https://x.example/a", title: "A", start_index: 0, end_index: 4 },
};

/** What stands in the answer of Responses and of Messages, or the name by which it is lost. */
type Kept = readonly [response: string, message: string];
const OF_MESSAGE: Record<keyof ChatCompletionMessage, readonly [value: unknown, kept: Kept]> = {
  role: ["assistant", ['"role":"assistant"', '"role":"assistant"']],
  content: ["blue", ['"text":"blue"', '"text":"blue"']],
  refusal: ["No.", ['"refusal":"No."', '"text":"No."']],
  annotations: [[PAGE], ['"annotations":[{"url":"https://x.example/a"', '"type":"web_search_result_location"']],
  audio: [{ id: "a", data: "AA", transcript: "blue", expires_at: 1 }, ['"text":"blue"', '"text":"blue"']],
  function_call: [CALL.function, ['"name":"look"', '"name":"look"']],
  tool_calls: [[CALL], ['"arguments":"{\\"at\\":\\"there\\"}"', '"input":{"at":"there"}']],
};
/** Of gateways, beside what OpenAI has. */
const OF_GATEWAYS: Record<string, readonly [value: unknown, kept: Kept]> = {
  reasoning: ["hm", ['"text":"hm"', '"thinking":"hm"']],
  reasoning_content: ["hm", ['"text":"hm"', '"thinking":"hm"']],
  images: [
    [{ type: "image_url", image_url: { url: "data:image/png;base64,AA" } }],
    ['"result":"AA"', "An image that Messages can't carry"],
  ],
  executed_tools: [
    [{ type: "search", output: "x" }],
    ['"ignored":["message.executed_tools"]', '"ignored":["message.executed_tools"]'],
  ],
};
const SAYS_NOTHING = { nothing: "of the call, not of the answer" };
const OF_ANSWER: Record<
  Exclude<keyof ChatCompletion, "choices">,
  readonly [value: unknown, kept: Kept | typeof SAYS_NOTHING]
> = {
  id: ["c1", SAYS_NOTHING],
  created: [1, SAYS_NOTHING],
  object: ["chat.completion", SAYS_NOTHING],
  model: ["m1", SAYS_NOTHING],
  system_fingerprint: ["fp", SAYS_NOTHING],
  service_tier: ["priority", ['"service_tier":"priority"', '"service_tier":"priority"']],
  usage: [
    { prompt_tokens: 7, completion_tokens: 3, prompt_tokens_details: { cached_tokens: 2 } },
    ['"cached_tokens":2', '"cache_read_input_tokens":2'],
  ],
};
const PATHS = ["/responses", "/messages"] as const;

async function ask(path: string, stream: boolean, message: object, more: object) {
  const { usage = { prompt_tokens: 7, completion_tokens: 3 }, ...facts } = more as { usage?: object };
  const said = { content: "refusal" in message || "audio" in message ? null : "Blue", ...message };
  server.upstream.script("groq", (_, response) => {
    const choice = (fields: object, finish_reason: string | null) => ({
      choices: [{ index: 0, ...fields, finish_reason }],
    });
    const whole = { id: "c1", ...facts, ...choice({ message: { role: "assistant", ...said } }, "stop"), usage };
    const chunks = [
      { ...facts, ...choice({ delta: said }, null) },
      { ...facts, ...choice({ delta: {} }, "stop") },
      { choices: [], usage },
    ];
    response.writeHead(200, { "content-type": stream ? "text/event-stream" : "application/json" });
    response.end(
      stream
        ? `${chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join("")}data: [DONE]\n\n`
        : JSON.stringify(whole),
    );
  });
  const answer = await fetch(`${server.url}/v1${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.key}` },
    body: JSON.stringify({
      model: MODEL,
      input: "hi",
      max_tokens: 9,
      messages: [{ role: "user", content: "hi" }],
      stream,
    }),
  });
  return answer.text();
}

describe.each([
  ["whole", false],
  ["streamed", true],
])("a part of a chat's %s answer", (_, stream) => {
  const parts = Object.entries({ ...OF_MESSAGE, ...OF_GATEWAYS });
  it.each(parts)("is in answers of other protocols, or named: message.%s", async (name, [value, kept]) => {
    // In a stream, the arguments of a call come as text.
    const expected = stream && /call/.test(name) ? ['\\"at\\"', '\\"at\\"'] : kept;
    for (const [at, path] of PATHS.entries())
      expect(await ask(path, stream, { [name]: value }, {})).toContain(expected[at]);
  });

  it.each(Object.entries(OF_ANSWER))(
    "is in answers of other protocols, or does not concern them: %s",
    async (name, [value, kept]) => {
      for (const [at, path] of PATHS.entries()) {
        const text = await ask(path, stream, {}, { [name]: value });
        if ("nothing" in kept) expect(text).toContain("Blue");
        else expect(text).toContain(kept[at]);
      }
    },
  );
});
