import OpenAI from "openai";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
await tell(async function* () {
  const answer = await client.responses.create({ model, input: prompt, stream });
  if (!stream) return yield answer.output_text;
  let last;
  for await (const event of answer) {
    last = event;
    if (event.type === "response.output_text.delta") yield event.delta;
  }
  if (last?.type !== "response.completed") throw new Error(last?.response?.error?.message ?? "no completed response");
});
