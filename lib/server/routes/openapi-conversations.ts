import { z } from "zod";
import { ShareRequest } from "@/lib/contract/conversation";

const json = (name: string, description: string) => ({
  description,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const body = (name: string) => ({
  required: true,
  content: { "application/json": { schema: { $ref: `#/components/schemas/${name}` } } },
});
const security = [{ key: [] }];
const id = { name: "id", in: "path", required: true, schema: { type: "integer" } };
const NO_KEY: [string, string] = ["401", "No valid key."];
const FULL: [string, string] = [
  "413",
  "The conversation or the account is full: code conversation_full or account_full.",
];
const TOO_MANY: [string, string] = ["429", "Too many changes within a minute."];
const whole = (name: string, description: string) => ({
  name,
  in: "query",
  description,
  schema: { type: "integer", minimum: 1 },
});
const NONE: [string, string] = ["404", "No such conversation in this account."];

/** The paths of conversations in the OpenAPI document. */
export function conversationPaths(errors: (...codes: [string, string][]) => object) {
  const one = (operationId: string, summary: string, more: object = {}) => ({
    operationId,
    summary,
    security,
    parameters: [id],
    responses: { 200: json("SessionAnswer", "The conversation."), ...errors(NO_KEY, NONE) },
    ...more,
  });
  const done = { 200: { description: "It is done." }, ...errors(NO_KEY, NONE) };
  return {
    "/v1/chat/sessions": {
      get: {
        operationId: "listConversations",
        summary: "List conversations",
        description:
          "Those of the account: pinned ones, then the last used first. Takes limit, offset, and tag: only those with this tag.",
        security,
        parameters: [
          whole("limit", "How many, at most 500; 50 when left out."),
          { name: "offset", in: "query", description: "Rows to skip.", schema: { type: "integer", minimum: 0 } },
          { name: "tag", in: "query", description: "Only those with this tag.", schema: { type: "string" } },
        ],
        responses: { 200: json("SessionList", "The conversations."), ...errors(NO_KEY) },
      },
      post: {
        operationId: "createConversation",
        summary: "Create a conversation",
        security,
        requestBody: body("NewSession"),
        responses: {
          201: json("SessionAnswer", "The conversation."),
          ...errors(["400", "A field cannot be used."], NO_KEY),
        },
      },
    },
    "/v1/chat/sessions/{id}": {
      get: one("getConversation", "Get a conversation", {
        description: "All messages, or with limit, after or before a part of them and has_more. The oldest come first.",
        parameters: [
          id,
          whole("limit", "How many messages, at most 500; all when none of the three is given."),
          whole("after", "Messages with a larger id."),
          whole("before", "The last messages with a smaller id."),
        ],
      }),
      patch: one("changeConversation", "Update a conversation", {
        description:
          "PUT is the same. is_active: true brings back what was deleted. pinned lists it before others; tags replaces all " +
          "its tags; leaf_id is the message whose branch is shown first, which each added message becomes by itself.",
        requestBody: body("SessionPatch"),
      }),
      delete: one("deleteConversation", "Delete a conversation", { responses: done }),
    },
    "/v1/chat/sessions/{id}/messages": {
      post: one("addMessage", "Add a message", {
        description: "parent_id makes a branch; left out, the message follows the last one.",
        requestBody: body("NewMessage"),
        responses: {
          201: json("Message", "The message, under data."),
          ...errors(["400", "A field cannot be used."], NO_KEY, NONE, FULL, TOO_MANY),
        },
      }),
    },
    "/v1/chat/sessions/{id}/messages/{message}": {
      delete: one("deleteBranch", "Delete a message and all below it", {
        description:
          "data.deleted lists the messages that are gone. It cannot be undone; what was shared stays shared.",
        parameters: [id, { name: "message", in: "path", required: true, schema: { type: "integer" } }],
        responses: {
          200: { description: "They are deleted." },
          ...errors(["400", "An answer below it is being written: code answer_running."], NO_KEY, NONE),
        },
      }),
    },
    "/v1/chat/import": {
      post: {
        operationId: "importConversations",
        summary: "Import conversations of ChatGPT",
        description:
          "The body is the conversations.json of ChatGPT's export, or a part of its list: at most 1,000 conversations and " +
          "30 MB at once. Branches stay. data has how many conversations and messages were stored, and under skipped what " +
          "was not, and why. Nothing is compared with what is there: importing twice stores it twice.",
        security,
        requestBody: { required: true, content: { "application/json": { schema: {} } } },
        responses: {
          201: { description: "What came of it." },
          ...errors(["400", "No JSON, or too many conversations."], NO_KEY, ["413", "Too large."], TOO_MANY),
        },
      },
    },
    "/v1/chat/tags": {
      get: {
        operationId: "listTags",
        summary: "List the tags of conversations",
        security,
        responses: { 200: json("TagList", "The tags, the most used first."), ...errors(NO_KEY) },
      },
    },
    "/v1/chat/send": {
      post: {
        operationId: "sendMessage",
        summary: "Send a message and get answers",
        description:
          "Adds a user message to a conversation, or begins one with it, and starts one answer per target: one request " +
          "for what …/messages and …/answers do one by one. Nothing is stored where the limits allow no answer.",
        security,
        requestBody: body("SentMessage"),
        responses: {
          201: json("SessionAnswer", "The conversation; its messages are only those that were added."),
          ...errors(["400", "A field cannot be used."], NO_KEY, NONE, FULL, ["429", "Too many are being written."]),
        },
      },
    },
    "/v1/chat/sessions/{id}/answers": {
      post: one("askForAnswers", "Generate answers", {
        description:
          "One answer per target, generated server-side; stream from …/events. An answer that gets too " +
          "long (4 MB unless the operator sets another limit) is kept, and ends as interrupted with the error " +
          "answer_too_long.",
        requestBody: body("NewAnswers"),
        responses: {
          201: json("Message", "The answers, under data, as they begin."),
          ...errors(["400", "A field cannot be used."], NO_KEY, NONE, FULL, ["429", "Too many are being written."]),
        },
      }),
    },
    "/v1/chat/sessions/{id}/events": {
      get: one("followAnswers", "Stream events", {
        description: "An event stream from the beginning of each answer, ending with the event over.",
        responses: { 200: { description: "Events of the types text, reasoning and end." }, ...errors(NO_KEY, NONE) },
      }),
    },
    "/v1/chat/sessions/{id}/stop": { post: one("stopAnswers", "Stop answers", { responses: done }) },
    "/v1/chat/sessions/{id}/share": {
      post: one("share", "Share a conversation", {
        description:
          "The link shows the branches that end at message_ids, at most 8, and nothing else; without a body the newest branch.",
        requestBody: { content: { "application/json": { schema: z.toJSONSchema(ShareRequest) } } },
        responses: { 201: { description: "The link." }, ...errors(NO_KEY, NONE) },
      }),
      delete: one("unshare", "Unshare a conversation", { responses: done }),
    },
    "/v1/chat/sessions/{id}/export": {
      get: one("exportConversation", "Export a conversation", {
        description: "format=md or format=json, with all branches and what they cost.",
        responses: {
          200: { description: "The file." },
          ...errors(["400", "The format is none of these."], NO_KEY, NONE),
        },
      }),
    },
    "/v1/chat/search": {
      post: {
        operationId: "searchConversations",
        summary: "Search conversations",
        security,
        responses: { 200: json("SessionList", "Those that hold all words."), ...errors(["400", "No words."], NO_KEY) },
      },
    },
  };
}
