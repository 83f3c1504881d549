import { ChatRequest } from "@/lib/contract/chat";
import { isPlainChat } from "@/lib/contract/plain-chat";
import { inTurn, markLarge } from "@/lib/net/turns";
import { CHAT_SHAPE, checked, isLargeBody, jsonText, parsed, parseJson } from "./parse";

/** A chat as it was sent: validated, and its text where validation changed nothing and it is not large. */
export interface SentChat {
  request: ChatRequest;
  sent?: string;
}

/** Validates the body of a chat. Throws, or rejects with, an ApiError that names the field and what was expected. */
export function checkChatRequest(bytes: Buffer): SentChat | Promise<SentChat> {
  if (isLargeBody(bytes.length)) return checkLarge(bytes);
  const sent = jsonText(bytes, CHAT_SHAPE);
  const body = parsed(sent);
  return isPlainChat(body) ? { request: body, sent } : { request: check(body) };
}

async function checkLarge(bytes: Buffer): Promise<SentChat> {
  const body = await parseJson(bytes, CHAT_SHAPE);
  const request = await inTurn(() => (isPlainChat(body) ? body : check(body)));
  markLarge(request);
  return { request };
}

function check(body: unknown): ChatRequest {
  return checked(ChatRequest, body, "at least { model, messages: [{ role, content }] }");
}
