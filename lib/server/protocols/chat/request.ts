import { ChatRequest } from "@/lib/contract/chat";
import { isPlainChat } from "@/lib/contract/plain-chat";
import { inTurn, markLarge } from "@/lib/net/turns";
import { CHAT_SHAPE, checked, isLargeBody, jsonText, parsed, parseJson } from "../../routes/parse";
import { isObject } from "../json";
import type { Translated } from "../request";
import { isMixed, readMixedChat } from "./mixed";

/** A chat as it was sent: validated, and its text where validation changed nothing and it is not large. */
export interface SentChat {
  request: ChatRequest;
  sent?: string;
  /** How it was translated, where it has the forms of other protocols. */
  mixed?: Translated;
}

/** Reads the body of a chat. Throws, or rejects with, an ApiError that names the field and what was expected. */
export function readChatRequest(bytes: Buffer): SentChat | Promise<SentChat> {
  if (isLargeBody(bytes.length)) return readLarge(bytes);
  const sent = jsonText(bytes, CHAT_SHAPE);
  const body = parsed(sent);
  const chat = read(body);
  return chat.request === body ? { request: chat.request, sent } : chat;
}

async function readLarge(bytes: Buffer): Promise<SentChat> {
  const body = await parseJson(bytes, CHAT_SHAPE);
  const chat = await inTurn(() => read(body));
  markLarge(chat.request);
  return chat;
}

function read(body: unknown): SentChat {
  if (isObject(body) && isMixed(body)) {
    const mixed = readMixedChat(body);
    return { request: mixed.chat, mixed };
  }
  return { request: isPlainChat(body) ? body : check(body) };
}

function check(body: unknown): ChatRequest {
  return checked(ChatRequest, body, "at least { model, messages: [{ role, content }] }");
}
