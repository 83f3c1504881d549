import { ChatRequest } from "@/lib/contract/chat";
import { isRecord } from "@/lib/contract/json-object";
import { isPlainChat } from "@/lib/contract/plain-chat";
import { markLarge, runQueued } from "@/lib/net/turns";
import { CHAT_SHAPE, checked, isLargeBody, jsonText, parsed, parseJson } from "../../routes/parse";
import type { Translated } from "../request";
import { isMixed, readMixedChat } from "./mixed";

/** A validated chat request, with its text if validation changed nothing and it is not large. */
export interface SentChat {
  request: ChatRequest;
  sent?: string;
  /** Its translation, if it was in other protocols' formats. */
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
  const chat = await runQueued(() => read(body));
  markLarge(chat.request);
  return chat;
}

function read(body: unknown): SentChat {
  if (isRecord(body) && isMixed(body)) {
    const mixed = readMixedChat(body);
    return { request: mixed.chat, mixed };
  }
  return { request: isPlainChat(body) ? body : check(body) };
}

function check(body: unknown): ChatRequest {
  return checked(ChatRequest, body, "at least { model, messages: [{ role, content }] }");
}
