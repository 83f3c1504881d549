import { ChatRequest } from "@/lib/contract/chat";
import { isPlainChat } from "@/lib/contract/plain-chat";
import { inTurn, markLarge } from "@/lib/net/turns";
import { CHAT_SHAPE, checked, isLargeBody, parseJson } from "./parse";

/** Validates the body of a chat. Throws, or rejects with, an ApiError that names the field and what was expected. */
export function checkChatRequest(bytes: Buffer): ChatRequest | Promise<ChatRequest> {
  if (isLargeBody(bytes.length)) return checkLarge(bytes);
  return check(parseJson(bytes, CHAT_SHAPE));
}

async function checkLarge(bytes: Buffer): Promise<ChatRequest> {
  const body = await parseJson(bytes, CHAT_SHAPE);
  const request = await inTurn(() => check(body));
  markLarge(request);
  return request;
}

function check(body: unknown): ChatRequest {
  if (isPlainChat(body)) return body;
  return checked(ChatRequest, body, "at least { model, messages: [{ role, content }] }");
}
