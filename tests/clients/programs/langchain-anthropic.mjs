import { ChatAnthropic } from "@langchain/anthropic";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

const client = new ChatAnthropic({
  model,
  apiKey,
  anthropicApiUrl: baseURL.replace(/\/v1$/, ""),
  maxRetries: 0,
  maxTokens: 100,
});
await tell(async function* () {
  if (!stream) return yield (await client.invoke(prompt)).content;
  for await (const chunk of await client.stream(prompt)) yield typeof chunk.content === "string" ? chunk.content : "";
});
