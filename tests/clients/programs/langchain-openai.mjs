import { ChatOpenAI } from "@langchain/openai";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

const client = new ChatOpenAI({ model, apiKey, configuration: { baseURL }, maxRetries: 0 });
await tell(async function* () {
  if (!stream) return yield (await client.invoke(prompt)).content;
  for await (const chunk of await client.stream(prompt)) yield chunk.content;
});
