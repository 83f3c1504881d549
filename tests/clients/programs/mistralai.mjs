import { Mistral } from "@mistralai/mistralai";
import { apiKey, baseURL, model, prompt, stream, tell } from "./ask.mjs";

// It adds /v1 itself.
const client = new Mistral({ serverURL: baseURL.replace(/\/v1$/, ""), apiKey });
await tell(async function* () {
  const request = { model, messages: [{ role: "user", content: prompt }] };
  if (!stream) return yield (await client.chat.complete(request)).choices[0].message.content;
  for await (const { data } of await client.chat.stream(request)) yield data.choices[0].delta.content ?? "";
});
