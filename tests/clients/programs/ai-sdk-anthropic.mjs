import { createAnthropic } from "@ai-sdk/anthropic";
import * as ai from "ai";
import { apiKey, askAiSdk, baseURL, model, tell } from "./ask.mjs";

await tell(() => askAiSdk(ai, createAnthropic({ baseURL, apiKey })(model)));
