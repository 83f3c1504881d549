import { z } from "zod";
import { ChatRequest } from "@/lib/contract/chat";
import { errorBody } from "@/lib/contract/error";
import { parseObject } from "@/lib/contract/json-object";
import { listOf } from "@/lib/contract/list-of";
import { stringifyExact } from "@/lib/net/exact-json";
import { markLarge } from "@/lib/net/turns";
import { normalAnswer } from "../chat/answer-state";
import { CHAT_ENDPOINT } from "../chat/chat-endpoint";
import { choicesOf } from "../chat/chat-event";
import { ChatSseWriter, wantsUsage } from "../chat/chunk-writer";
import type { EndpointAdapter } from "../chat/endpoint-adapter";
import { judgeWhole } from "../chat/outcome";
import { withBilledUsage } from "../chat/reply";
import { upstreamFields } from "../chat/upstream-body";
import { bodyLike, KEY } from "../routes/contract";
import { CHAT_SHAPE, checked, isLargeBody, parseJson } from "../routes/parse";
import { CALL_ERRORS, type Protocol } from "./protocol";

const MAX_PROMPTS = 128;
/** OpenAI's default for max_tokens. */
const UNSAID_TOKENS = 16;

const MAX_TOKENS = 100_000;
const Token = z.number().int().min(0);
const Prompt = z.union([z.string(), listOf(z.union([z.string(), Token, listOf(Token, MAX_TOKENS, 1)]), MAX_TOKENS, 1)]);
const { messages: _, ...fields } = ChatRequest.shape;
/** The body of `POST /v1/completions`; fields that we do not use pass through. */
export const CompletionRequest = z
  // With 0 tokens, only the prompt's own tokens are rated.
  .looseObject({ ...fields, prompt: Prompt, max_tokens: z.number().int().min(0).nullish() })
  .refine(({ prompt }) => promptsOf(prompt) !== null, {
    path: ["prompt"],
    message: `expected a text, a list of at most ${MAX_PROMPTS} texts or lists of tokens, or one list of tokens`,
  });
type Prompt = z.infer<typeof Prompt>;

const COMPLETION_ENDPOINT: EndpointAdapter = {
  ...CHAT_ENDPOINT,
  endpoint: "completions",
  choices: ({ n, prompt }) => (n ?? 1) * (promptsOf(prompt as Prompt) ?? []).length,
  body: (request, endpoint) => {
    const { messages: _, ...body } = upstreamFields(request, endpoint);
    return stringifyExact(body);
  },
  whole: ({ offer }, text) => {
    const body = parseObject(text);
    const isText =
      body && choicesOf(body).length > 0 && choicesOf(body).every((choice) => typeof choice.text === "string");
    // A response without text is rejected like one that is not a chat.
    if (!isText || body.error) return judgeWhole(offer.gateway, text);
    const normal = normalAnswer(body);
    return { kind: "whole", body: normal, text: normal === body ? text : JSON.stringify(normal) };
  },
  reserve: (request) => {
    const prompts = promptsOf(request.prompt as Prompt) ?? [];
    const { prompt } = CHAT_ENDPOINT.reserve(request);
    const each = request.max_tokens ?? UNSAID_TOKENS;
    const choices = Math.max(request.n ?? 1, Number(request.best_of) || 1);
    return { prompt: prompt + tokensIn(prompts), completion: each * choices * prompts.length };
  },
};

/** `POST /v1/completions`, for offers that have it. */
export const completionsProtocol: Protocol = {
  path: "/v1/completions",
  describe: {
    operationId: "createCompletion",
    summary: "Complete a text",
    description:
      "OpenAI's older endpoint, without a chat template, at gateways that have it; streamed or not. At most 128 prompts.",
    security: KEY,
    requestBody: bodyLike(
      "As OpenAI describes it.",
      { model: { type: "string" }, prompt: {} },
      { stream: { type: "boolean" } },
    ),
    responses: { 200: { description: "A completion, or an event stream." }, ...CALL_ERRORS },
  },
  errorBody,
  read: async (bytes) => {
    const body = checked(CompletionRequest, await parseJson(bytes, CHAT_SHAPE), "at least { model, prompt }");
    const texts = (promptsOf(body.prompt) ?? []).filter((prompt) => typeof prompt === "string");
    const request: ChatRequest = { ...body, messages: [{ role: "user", content: texts.join("\n") }] };
    if (isLargeBody(bytes.length)) markLarge(request);
    return {
      request,
      ignored: [],
      adapter: COMPLETION_ENDPOINT,
      whole: withBilledUsage,
      writer: (out) => new ChatSseWriter(out, wantsUsage(request)),
    };
  },
};

/** The prompts one by one; null for a list of mixed types, or with too many. */
function promptsOf(prompt: Prompt): (string | number[])[] | null {
  if (typeof prompt === "string") return [prompt];
  if (prompt.every((item) => typeof item === "number")) return [prompt as number[]];
  const alone = prompt.some((item) => typeof item === "number");
  return alone || prompt.length > MAX_PROMPTS ? null : (prompt as (string | number[])[]);
}

const tokensIn = (prompts: readonly (string | number[])[]) =>
  prompts.reduce((sum, prompt) => sum + (typeof prompt === "string" ? 0 : prompt.length), 0);
