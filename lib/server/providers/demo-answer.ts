import { DONE_EVENT, jsonEvent } from "@/lib/net/sse";

/** The validated request fields that the demo gateway uses. */
interface DemoRequest {
  model: string;
  stream?: boolean | null;
  messages: { role: string; content?: string | { type: string; text?: unknown }[] | null }[];
  max_tokens?: number | null;
  max_completion_tokens?: number | null;
}

/** An answer in OpenAI's format, both as stream events and as a complete response. */
interface DemoAnswer {
  stream: boolean;
  pieces: Buffer[];
  whole: string;
}

const REASONING =
  "The question is read. A stand-in has nothing to look up, so it shows what an answer can hold instead.";

/** Echoes the last user message; the thinker adds reasoning, a list, code, and a table. */
export function demoAnswer(request: DemoRequest): DemoAnswer {
  const question = textOf(request.messages.findLast(({ role }) => role === "user")?.content);
  const thinks = request.model === "demo/thinker";
  const words = (thinks ? showcase(question) : question || "(nothing was said)").match(/\s*\S+|\s+$/g) ?? [];
  const maxTokens = request.max_completion_tokens ?? request.max_tokens ?? Number.POSITIVE_INFINITY;
  const reply = words.slice(0, maxTokens);
  const finish = reply.length < words.length ? "length" : "stop";
  const thought = thinks ? (REASONING.match(/\s*\S+/g) ?? []) : [];
  const prompt = request.messages.reduce((sum, { content }) => sum + textOf(content).split(/\s+/).length, 0);
  const completion = reply.length + thought.length;
  const usage = { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
  const frame = { id: `chatcmpl-demo-${Date.now()}`, created: Math.floor(Date.now() / 1000), model: request.model };
  const chunk = (delta: object, finish_reason: string | null = null) =>
    jsonEvent({ ...frame, object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason }] });
  const message = { role: "assistant", content: reply.join(""), ...(thinks ? { reasoning: thought.join("") } : {}) };
  return {
    stream: request.stream === true,
    pieces: [
      chunk({ role: "assistant", content: "" }),
      ...thought.map((reasoning) => chunk({ reasoning })),
      ...reply.map((content) => chunk({ content })),
      chunk({}, finish),
      jsonEvent({ ...frame, object: "chat.completion.chunk", choices: [], usage }),
      DONE_EVENT,
    ],
    whole: JSON.stringify({
      ...frame,
      object: "chat.completion",
      choices: [{ index: 0, message, finish_reason: finish }],
      usage,
    }),
  };
}

function textOf(content: DemoRequest["messages"][number]["content"]): string {
  if (typeof content === "string") return content;
  return (content ?? []).map(({ text }) => (typeof text === "string" ? text : "")).join(" ");
}

function showcase(question: string): string {
  return `You wrote: **${question.replaceAll("*", "\\*").slice(0, 2_000) || "nothing"}**

This is the demo gateway: *there is no model*. An answer can hold

1. lists, \`code\` and [links](https://example.com),
2. a block of code,

\`\`\`ts
const client = new OpenAI({ baseURL: "http://127.0.0.1:3000/v1", apiKey });
\`\`\`

3. and a table.

| what | where |
|---|---|
| models | /models |
| your keys | /settings |
`;
}
