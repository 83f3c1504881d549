import { randomBytes } from "node:crypto";
import { markLarge } from "@/lib/net/turns";
import { CHAT_SHAPE, isLargeBody, parseJson } from "../../routes/parse";
import { EventWriter, eventText, translateWhole } from "../event-writer";
import type { Json } from "../json";
import { requestFor } from "../offer-body";
import type { Protocol } from "../protocol";
import { ignoredNatively, messagesTask, NativeMessages, nativeMessage } from "./native";
import { readMessagesRequest } from "./request";
import { MessageWriter, messagesError } from "./writer";

const newId = (prefix: string) => `${prefix}_${randomBytes(15).toString("base64url")}`;

/** `POST /v1/messages`, Anthropic's protocol. */
export const messagesProtocol: Protocol = {
  path: "/v1/messages",
  errorBody: messagesError,
  read: async (bytes) => {
    const body = (await parseJson(bytes, CHAT_SHAPE)) as Json;
    const { chat, ignored, hints } = readMessagesRequest(body);
    if (isLargeBody(bytes.length)) markLarge(chat);
    const stopSequences = Array.isArray(chat.stop) ? (chat.stop as string[]) : [];
    const named = { id: newId("msg"), model: chat.model };
    const translator = () => new MessageWriter({ ...named, stopSequences, newId });
    return {
      request: chat,
      ignored,
      adapt: (request, offer) => requestFor(request, offer, hints),
      answerId: named.id,
      native: {
        task: messagesTask(body),
        ignored: ignoredNatively(body),
        whole: (answer) => JSON.stringify(nativeMessage(JSON.parse(answer) as Json, named)),
      },
      whole: (completion) => {
        const writer = translator();
        translateWhole(writer, completion);
        return JSON.stringify(writer.message);
      },
      writer: (out) => {
        const native = new NativeMessages(named);
        return new EventWriter({ out, translator: translator(), native, waiting: eventText({ type: "ping" }) });
      },
    };
  },
};
