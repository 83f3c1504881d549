import OpenAI from "openai";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
await tell(async function* () {
  const messages = [{ role: "user", content: prompt }];
  const answer = await client.chat.completions.create({ model, messages, stream });
  if (!stream) return yield answer.choices[0].message.content;
  for await (const chunk of answer) yield chunk.choices[0].delta.content ?? "";
});
