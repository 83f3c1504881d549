import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import * as ai from "ai";
import { apiKey, askAiSdk, baseURL, model, tell } from "./ask.mjs";

await tell(() => askAiSdk(ai, createOpenAICompatible({ name: "gatewayz", baseURL, apiKey })(model)));
