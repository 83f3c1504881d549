import { OpenAI } from "@llamaindex/openai";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

const llm = new OpenAI({ model, apiKey, baseURL, maxRetries: 0 });
await tell(async function* () {
  const messages = [{ role: "user", content: prompt }];
  const answer = await llm.chat({ messages, stream });
  if (!stream) return yield answer.message.content;
  for await (const { delta } of answer) yield delta;
});
