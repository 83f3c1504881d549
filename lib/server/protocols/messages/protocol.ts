import { randomBytes } from "node:crypto";
import { markLarge } from "@/lib/net/turns";
import { CHAT_SHAPE, isLargeBody, parseJson } from "../../routes/parse";
import { EventWriter, eventText, translateWhole } from "../event-writer";
import { requestFor } from "../offer-body";
import type { Protocol } from "../protocol";
import { readMessagesRequest } from "./request";
import { MessageWriter, messagesError } from "./writer";

const newId = (prefix: string) => `${prefix}_${randomBytes(15).toString("base64url")}`;

/** `POST /v1/messages`, Anthropic's protocol. */
export const messagesProtocol: Protocol = {
  path: "/v1/messages",
  errorBody: messagesError,
  read: async (bytes) => {
    const { chat, ignored, hints } = readMessagesRequest(await parseJson(bytes, CHAT_SHAPE));
    if (isLargeBody(bytes.length)) markLarge(chat);
    const stopSequences = Array.isArray(chat.stop) ? (chat.stop as string[]) : [];
    const translator = () => new MessageWriter({ id: newId("msg"), model: chat.model, stopSequences, newId });
    return {
      request: chat,
      ignored,
      adapt: (request, offer) => requestFor(request, offer, hints),
      whole: (completion) => {
        const writer = translator();
        translateWhole(writer, completion);
        return JSON.stringify(writer.message);
      },
      writer: (out) => new EventWriter({ out, translator: translator(), waiting: eventText({ type: "ping" }) }),
    };
  },
};
