import { errorBody } from "@/lib/contract/error";
import { isRecord, type Json, withFields } from "@/lib/contract/json-object";
import { markLarge } from "@/lib/net/turns";
import { choicesOf, deltaOf } from "../../chat/chat-event";
import { ChatSseWriter } from "../../chat/chunk-writer";
import type { WholeReply } from "../../chat/reply";
import type { ResponseStore } from "../../db/responses";
import { bodyLike, KEY } from "../../routes/contract";
import { CHAT_SHAPE, isLargeBody, parseJson } from "../../routes/parse";
import { expected } from "../json";
import { adaptedBy } from "../offer-body";
import { CALL_ERRORS, type Protocol } from "../protocol";
import { compactionItem, isOfUser } from "./compaction";
import { historyOf } from "./history";
import { ResponseIds } from "./ids";
import { inputOf } from "./request";
import { usageOf } from "./response";
import { summaryIn, summaryRequest } from "./summary";

/** `POST /v1/responses/compact`: replaces a long conversation with a shorter one. */
export function compactProtocol(store: ResponseStore): Protocol {
  return {
    path: "/v1/responses/compact",
    describe: {
      operationId: "compactResponse",
      summary: "Compact a conversation",
      description:
        "Has the model summarize a conversation, and returns the user's messages and an item `compaction` with the " +
        "summary, to be sent as the input of the next response in place of the whole. Nothing is stored. Where the model writes no summary, the conversation is returned as it is.",
      security: KEY,
      requestBody: bodyLike("As OpenAI describes it.", { model: { type: "string" } }, { input: {} }),
      responses: { 200: { description: "The compacted conversation." }, ...CALL_ERRORS },
    },
    errorBody,
    read: async (bytes, caller) => {
      const body = await parseJson(bytes, CHAT_SHAPE);
      if (!isRecord(body)) throw expected("body", "a JSON object with model and input", body ?? null);
      const stored = await historyOf(body, store, caller);
      const inputItems = body.input === undefined || body.input === null ? [] : inputOf(body.input);
      const items = [...stored.items, ...inputItems];
      const { chat, ignored, hints } = summaryRequest(body, inputItems, stored);
      if (isLargeBody(bytes.length + stored.characters)) markLarge(chat);
      const ids = new ResponseIds();
      return {
        request: chat,
        ignored,
        ...adaptedBy(hints),
        answerId: ids.response,
        whole: (answer) => JSON.stringify(compacted(answer, items, ids)),
        writer: (out) => new ChatSseWriter(out, false),
      };
    },
  };
}

function compacted({ body, usage, facts }: WholeReply, items: readonly Json[], ids: ResponseIds): Json {
  const [choice] = choicesOf(body);
  const { content } = choice ? deltaOf(choice) : {};
  const summary = typeof content === "string" ? summaryIn(content) : "";
  const userItems = items.filter(isOfUser).map((item) => withFields(item, { type: "message" }));
  const shorter = () => [...ids.identified(userItems), compactionItem(ids.next("cmp"), summary)];
  return {
    id: ids.response,
    object: "response.compaction",
    created_at: Math.floor(Date.now() / 1000),
    output: summary === "" ? items : shorter(),
    usage: usageOf(usage),
    gatewayz: facts,
  };
}
