import OpenAI from "openai";
import { apiKey, baseURL, model, prompt, tell } from "./ask.mjs";

const client = new OpenAI({ baseURL, apiKey, maxRetries: 0 });
const { ENCODING } = process.env;
await tell(async function* () {
  const encoding = ENCODING ? { encoding_format: ENCODING } : {};
  const { data } = await client.embeddings.create({ model, input: [prompt], ...encoding });
  yield Array.from(data[0].embedding).join(",");
});
