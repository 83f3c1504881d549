interface SnippetTarget {
  /** The URL of this server's API, with /v1. */
  base: string;
  id: string;
  /** The gateway or offer for `provider.only`; null lets the server choose. */
  only: string | null;
  /** The gateway's own API, its ID for the model, and the usual variable of its key. */
  raw: { base: string; id: string; keyEnv: string } | null;
}

/** Code that calls the model from one tool. */
interface Snippet {
  tool: string;
  title: string;
  /** As the highlighter names it. */
  language: "bash" | "python" | "typescript";
  code: string;
}

/** The same call for common tools. IDs are quoted for each language. */
export function snippets({ base, id, only: name, raw }: SnippetTarget): Snippet[] {
  const only = name === null ? null : { only: [name] };
  return [
    { tool: "curl", title: "curl", language: "bash", code: curl(base, "GATEWAYZ_API_KEY", id, only) },
    { tool: "python", title: "Python, openai", language: "python", code: python(base, id, only) },
    { tool: "typescript", title: "TypeScript, openai", language: "typescript", code: typescript(base, id, only) },
    { tool: "ai-sdk", title: "AI SDK", language: "typescript", code: aiSdk(base, id, only) },
    { tool: "litellm", title: "LiteLLM", language: "python", code: litellm(base, id, only) },
    ...(raw
      ? [{ tool: "raw", title: "Direct", language: "bash" as const, code: curl(raw.base, raw.keyEnv, raw.id, null) }]
      : []),
  ];
}

const SHORT_TITLES = { python: "Python", typescript: "TypeScript", curl: "curl" };

/** The call in the three most common languages. */
export function mainSnippets(base: string, id: string): Snippet[] {
  const all = snippets({ base, id, only: null, raw: null });
  return Object.entries(SHORT_TITLES).flatMap(([tool, title]) =>
    all.filter((snippet) => snippet.tool === tool).map((snippet) => ({ ...snippet, title })),
  );
}

type Only = { only: string[] } | null;

/** A string literal that is valid in JSON, JavaScript, and Python. */
const quote = (text: string) => JSON.stringify(text);
const shell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

function curl(base: string, keyEnv: string, model: string, provider: Only): string {
  const body = { model, ...(provider && { provider }), messages: [{ role: "user", content: "Hello" }], stream: true };
  return `curl ${shell(`${base}/chat/completions`)} \\
  -H "Authorization: Bearer $${keyEnv}" \\
  -H 'Content-Type: application/json' \\
  -d ${shell(JSON.stringify(body, null, 2))}`;
}

function python(base: string, id: string, only: Only): string {
  return `import os
from openai import OpenAI

client = OpenAI(
    base_url=${quote(base)},
    api_key=os.environ["GATEWAYZ_API_KEY"],
)
stream = client.chat.completions.create(
    model=${quote(id)},
    messages=[{"role": "user", "content": "Hello"}],${only ? `\n    extra_body={"provider": ${JSON.stringify(only)}},` : ""}
    stream=True,
)
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="")`;
}

function typescript(base: string, id: string, only: Only): string {
  return `import OpenAI from "openai";

const client = new OpenAI({
  baseURL: ${quote(base)},
  apiKey: process.env.GATEWAYZ_API_KEY,
});
const stream = await client.chat.completions.create({
  model: ${quote(id)},
  messages: [{ role: "user", content: "Hello" }],
  stream: true,${only ? `\n  // @ts-${"expect"}-error: beyond OpenAI's own parameters\n  provider: ${JSON.stringify(only)},` : ""}
});
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? "");
}`;
}

function aiSdk(base: string, id: string, only: Only): string {
  return `import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { streamText } from "ai";

const gatewayz = createOpenAICompatible({
  name: "gatewayz",
  baseURL: ${quote(base)},
  apiKey: process.env.GATEWAYZ_API_KEY,
});
const { textStream } = streamText({
  model: gatewayz(${quote(id)}),
  prompt: "Hello",${only ? `\n  providerOptions: { gatewayz: { provider: ${JSON.stringify(only)} } },` : ""}
});
for await (const text of textStream) process.stdout.write(text);`;
}

function litellm(base: string, id: string, only: Only): string {
  return `import os
from litellm import completion

stream = completion(
    model=${quote(`openai/${id}`)},
    api_base=${quote(base)},
    api_key=os.environ["GATEWAYZ_API_KEY"],
    messages=[{"role": "user", "content": "Hello"}],${only ? `\n    extra_body={"provider": ${JSON.stringify(only)}},` : ""}
    stream=True,
)
for chunk in stream:
    print(chunk.choices[0].delta.content or "", end="")`;
}
