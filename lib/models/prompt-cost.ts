import type { ChatRequest } from "@/lib/contract/chat";

const CHARACTERS_A_TOKEN = 4;
const PER_MESSAGE = 4;
/** Estimate for an image, audio clip, or file, whose tokens are unknown in advance. */
export const PER_PART = 1_000;
/** Estimate for an answer when the request sets no limit. */
const UNSAID_TOKENS = 1_000;

/** Tokens to reserve for a request: a rough count of its prompt, and the maximum output that it allows. */
export function reservedTokens(request: ChatRequest): { prompt: number; completion: number } {
  let characters = request.tools?.length ? JSON.stringify(request.tools).length : 0;
  let prompt = 0;
  for (const { content } of request.messages) {
    prompt += PER_MESSAGE;
    if (typeof content === "string") characters += content.length;
    else
      for (const part of content ?? []) {
        if (typeof part.text === "string") characters += part.text.length;
        else prompt += PER_PART;
      }
  }
  const each = request.max_completion_tokens ?? request.max_tokens ?? UNSAID_TOKENS;
  return { prompt: prompt + Math.ceil(characters / CHARACTERS_A_TOKEN), completion: each * (request.n ?? 1) };
}
