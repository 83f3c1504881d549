import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import * as ai from "ai";
import { apiKey, askAiSdk, baseURL, model, tell } from "./ask.mjs";

await tell(() => askAiSdk(ai, createOpenRouter({ baseURL, apiKey }).chat(model)));
