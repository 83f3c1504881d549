import type { ChatRequest } from "@/lib/contract/chat";
import { errorBody } from "@/lib/contract/error";
import { ChatSseWriter, wantsUsage } from "../chat/chunk-writer";
import { checkChatRequest } from "../routes/chat-request";
import type { Protocol, ProtocolCall } from "./protocol";

const NOTHING: readonly string[] = [];

/** `POST /v1/chat/completions`, OpenAI's protocol, which is also the internal one. */
export const chatProtocol: Protocol = {
  path: "/v1/chat/completions",
  errorBody,
  read: (bytes) => {
    const request = checkChatRequest(bytes);
    return request instanceof Promise ? request.then(callOf) : callOf(request);
  },
};

function callOf(request: ChatRequest): ProtocolCall {
  return {
    request,
    ignored: NOTHING,
    whole: (completion) => completion,
    writer: (out) => new ChatSseWriter(out, wantsUsage(request)),
  };
}
