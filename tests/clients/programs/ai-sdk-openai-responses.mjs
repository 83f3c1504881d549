import { createOpenAI } from "@ai-sdk/openai";
import * as ai from "ai";
import { apiKey, askAiSdk, baseURL, model, tell } from "./ask.mjs";

await tell(() => askAiSdk(ai, createOpenAI({ baseURL, apiKey }).responses(model)));
