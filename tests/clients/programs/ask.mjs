/** What a client requests, and from where; the result is JSON on standard output. */
export const { BASE_URL: baseURL, API_KEY: apiKey, MODEL: model } = process.env;
export const stream = process.env.STREAM === "1";
export const prompt = "hi";

/** Runs a client to its end. `ask` yields text, or throws what the client reports. */
export async function tell(ask) {
  let text = "";
  let error = null;
  try {
    for await (const piece of ask()) text += piece;
  } catch (thrown) {
    error = `${thrown?.name ?? "Error"}: ${thrown?.message ?? thrown}`;
  }
  process.stdout.write(`${JSON.stringify({ text, error })}\n`);
}

/** The request to every model of the AI SDK. */
export async function* askAiSdk({ streamText, generateText }, languageModel) {
  const options = { model: languageModel, prompt, maxRetries: 0 };
  if (!stream) {
    yield (await generateText(options)).text;
    return;
  }
  let finish = "unknown";
  for await (const part of streamText({ ...options, onError: () => {} }).fullStream) {
    if (part.type === "error") throw part.error;
    if (part.type === "text-delta") yield part.text;
    if (part.type === "finish") finish = part.finishReason;
  }
  if (finish !== "stop") throw new Error(`the finish reason is ${finish}`);
}
