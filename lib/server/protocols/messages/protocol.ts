import { isRecord, type Json } from "@/lib/contract/json-object";
import { namedEvent } from "@/lib/net/sse";
import { markLarge } from "@/lib/net/turns";
import { bodyLike, KEY } from "../../routes/contract";
import { CHAT_SHAPE, isLargeBody, parseJson } from "../../routes/parse";
import { EventWriter, translateWhole } from "../event-writer";
import { adaptedBy } from "../offer-body";
import { CALL_ERRORS, type Protocol, type ProtocolCall } from "../protocol";
import { timedText } from "../timed-text";
import { messagesError } from "./error";
import { messagesAdapter, NativeMessages, nativeMessage } from "./native";
import { withoutPseudoHeaders } from "./pseudo-headers";
import { readMessagesRequest } from "./request";
import { MessageWriter } from "./writer";

const newId = (prefix: string) => `${prefix}_${timedText(15, "base64url")}`;

/** `POST /v1/messages`, Anthropic's protocol. */
export const messagesProtocol: Protocol = {
  path: "/v1/messages",
  describe: {
    operationId: "createMessage",
    summary: "Create a message",
    description:
      "Anthropic's Messages API over every model. Errors come in Anthropic's form. `cache_control` is " +
      "passed on where the gateway takes it; the headers that Claude Code puts into the system prompt are left out, as one " +
      "of them would keep caches from applying; `metadata`, betas, and `context_management` never make a " +
      "request fail. `thinking` is asked for, or turned off, as the model's offer takes it. What an offer does not take, " +
      "and tools that Anthropic runs, are left out and named in `x-gatewayz-ignored`. Web pages that an answer cites are " +
      "citations of its text; what else it cites is named there, or in `gatewayz.ignored` at the end of a stream. Thinking is " +
      "returned with a signature that only the same gateway gets back, also where a server leaves it between `<think>` tags. An answer that was cut off ends in " +
      "`event: error` without `message_stop`. Where a gateway takes Messages itself, betas reach it, and the request passes " +
      "except for its model, our own fields, and what costs more. Clients that send `anthropic-version` get GET /v1/models in " +
      "Anthropic's form too.",
    security: KEY,
    requestBody: bodyLike("As Anthropic describes it.", {
      model: { type: "string" },
      max_tokens: { type: "integer", minimum: 1 },
      messages: { type: "array", items: {} },
    }),
    responses: { 200: { description: "A message, or an event stream." }, ...CALL_ERRORS },
  },
  errorBody: messagesError,
  read: (bytes, _, __, headers) => {
    const body = parseJson(bytes, CHAT_SHAPE);
    const read = (body: unknown) => callOf(body, isLargeBody(bytes.length), String(headers["anthropic-beta"] ?? ""));
    return body instanceof Promise ? body.then(read) : read(body);
  },
};

function callOf(received: unknown, isLarge: boolean, betas: string): ProtocolCall {
  const body = isRecord(received) ? withoutPseudoHeaders(received) : received;
  const { chat, ignored, hints } = readMessagesRequest(body);
  if (isLarge) markLarge(chat);
  const stopSequences = Array.isArray(chat.stop) ? (chat.stop as string[]) : [];
  const named = { id: newId("msg"), model: chat.model };
  const translator = (isWhole: boolean) => new MessageWriter({ stopSequences, newId, isWhole, ...named });
  return {
    request: chat,
    ignored,
    ...adaptedBy(hints),
    answerId: named.id,
    native: {
      adapter: messagesAdapter(body as Json, betas),
      whole: (answer) => JSON.stringify(nativeMessage(answer, named)),
    },
    whole: (answer) => {
      const writer = translator(true);
      translateWhole(writer, answer, ignored);
      return JSON.stringify(writer.message);
    },
    writer: (out) => {
      const native = new NativeMessages(named);
      return new EventWriter({ out, translator: translator(false), native, waiting: namedEvent({ type: "ping" }) });
    },
  };
}
