import Anthropic from "@anthropic-ai/sdk";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

const client = new Anthropic({ baseURL: baseURL.replace(/\/v1$/, ""), apiKey, maxRetries: 0 });
await tell(async function* () {
  const request = { model, max_tokens: 100, messages: [{ role: "user", content: prompt }] };
  const textOf = ({ content }) => content.map((block) => block.text ?? "").join("");
  if (!stream) return yield textOf(await client.messages.create(request));
  yield textOf(await client.messages.stream(request).finalMessage());
});
