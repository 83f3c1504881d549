import { Agent, OpenAIResponsesModel, run, setTracingDisabled } from "@openai/agents";
import OpenAI from "openai";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

setTracingDisabled(true);
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const agent = new Agent({ name: "Tester", instructions: "Answer.", model: new OpenAIResponsesModel(client, model) });
await tell(async function* () {
  const result = await run(agent, prompt, { stream });
  if (!stream) return yield result.finalOutput;
  for await (const piece of result.toTextStream()) yield piece;
  await result.completed;
});
