import { ChatRequest, isClientTool } from "@/lib/contract/chat";
import { isRecord, type Json, recordOf } from "@/lib/contract/json-object";
import { checked } from "../../routes/parse";
import { hasCustom, withCustomArguments } from "../custom-tools";
import { readEntries } from "../entries";
import { expected, put, stringAt } from "../json";
import { textParts } from "../messages/blocks";
import { withoutPseudoHeaders } from "../messages/pseudo-headers";
import { lostIn, MESSAGES_HINTS, messagesFields } from "../messages/request";
import { type Hints, Transcript, type Translated } from "../request";
import { TOOL_SEARCH } from "../responses/items";
import { declaredTools, HINTS, inputOf, REFUSED, refuseFields, responsesFields } from "../responses/request";
import { NAMESPACE, readTools } from "../responses/tools";
import { hasPlainTools, isForeign } from "./forms";

const REFUSED_HERE = {
  ...REFUSED,
  conversation: "conversations are not stored under this name: send the whole conversation as input",
  previous_response_id: "chat completions are not stored: send the whole conversation as input, or call /v1/responses",
};
/** Fields of a chat that are passed on unchanged when the rest of its body is in Responses format. */
const CHAT_FIELDS: ReadonlySet<string> = new Set([
  "model",
  "models",
  "provider",
  "stream",
  "max_tokens",
  "max_completion_tokens",
  "temperature",
  "top_p",
  "top_k",
  "min_p",
  "n",
  "seed",
  "stop",
  "frequency_penalty",
  "presence_penalty",
  "repetition_penalty",
  "logit_bias",
  "logprobs",
  "top_logprobs",
  "response_format",
  "reasoning_effort",
  "verbosity",
  "modalities",
  "user",
  "usage",
]);
/** Fields that are translated, and hints that change nothing in the answer. */
const TRANSLATED: ReadonlySet<string> = new Set([
  "messages",
  "input",
  "instructions",
  "system",
  "tools",
  "tool_choice",
  "parallel_tool_calls",
  "max_output_tokens",
  "reasoning",
  "text",
  "stop_sequences",
  "thinking",
  "output_config",
  "output_format",
  "stream_options",
  "prompt_cache_key",
  "safety_identifier",
  "service_tier",
  "truncation",
  "include",
  "store",
  "metadata",
  "previous_response_id",
  "prompt_cache_retention",
  "background",
  "conversation",
  "prompt",
  "betas",
  "anthropic_version",
  "anthropic_beta",
  "cache_control",
]);
/** Fields of Messages that chats don't have. */
const NOT_IN_CHATS: readonly string[] = ["container", "context_management", "mcp_servers"];
const NO_HINTS: Hints = new Map();
/** The hints of both protocols. */
const LIKE_RESPONSES: Hints = new Map([...MESSAGES_HINTS, ...HINTS]);
const LIKE_MESSAGES: Hints = new Map([...HINTS, ...MESSAGES_HINTS]);

/** Whether a chat is wholly or partly in another protocol's format, or has tools that gateways don't accept. */
export const isMixed = (body: Json): boolean => !hasPlainTools(body) || isForeign(body);

/**
 * Translates such a chat: Cursor sends parts of Responses or Messages, and mixtures. Throws a 400 that names the field.
 */
export function readMixedChat(body: Json): Translated {
  const foreign = isForeign(body);
  const ignored: string[] = [];
  if (foreign) refuseFields(body, REFUSED_HERE);
  const transcript = new Transcript();
  readSystem(body, transcript);
  const entries = readAll(body, transcript, ignored);
  const declared = declaredTools(body.tools, entries);
  const { names, ...tools } = foreign ? readTools({ ...body, tools: declared }, ignored) : chatTools(body, ignored);
  const { tools: _, tool_choice: __, parallel_tool_calls: ___, ...rest } = body;
  const fields = foreign ? foreignFields(body, ignored) : rest;
  const messages = withCustomArguments(transcript.messages, names);
  const chat = checked(ChatRequest, { ...fields, ...tools, messages }, "what GET /openapi.json describes");
  const hints = !foreign ? NO_HINTS : body.thinking == null ? LIKE_RESPONSES : LIKE_MESSAGES;
  return { chat, ignored, hints, tools: hasCustom(names) ? names : NO_NAMES };
}

/** The tools of a chat in chat format; tools that a gateway runs are sent where allowed. */
function chatTools(body: Json, ignored: string[]): ReturnType<typeof readTools> {
  const declared = Array.isArray(body.tools) ? body.tools : [];
  const gatewayTools = declared.filter((tool) => isRecord(tool) && isOfGateway(tool));
  if (gatewayTools.length === 0) return readTools(body, ignored);
  const clientTools = declared.filter((tool) => !gatewayTools.includes(tool));
  const forced = gatewayTools.some(({ type }) => type === recordOf(body.tool_choice)?.type);
  const read = readTools({ ...body, tools: clientTools, ...(forced ? { tool_choice: "auto" } : {}) }, ignored);
  return {
    ...read,
    tools: [...(read.tools ?? []), ...gatewayTools],
    ...(forced ? { tool_choice: body.tool_choice } : {}),
  };
}

const isOfGateway = (tool: Json) =>
  typeof tool.type === "string" && !isClientTool(tool) && ![NAMESPACE, TOOL_SEARCH].includes(tool.type);

const NO_NAMES: Translated["tools"] = new Map();

function readSystem(body: Json, to: Transcript): void {
  const { system, instructions } = withoutPseudoHeaders(body);
  if (system !== undefined && system !== null) to.add({ role: "system", content: textParts(system, "system") });
  if (instructions !== undefined && instructions !== null)
    to.add({ role: "system", content: stringAt(instructions, "instructions") });
}

/** Reads the messages or, without messages, the input; returns its items. */
function readAll({ messages, input }: Json, to: Transcript, ignored: string[]): Json[] {
  const hasMessages = Array.isArray(messages) && messages.length > 0;
  const items = hasMessages || input === undefined || input === null ? [] : inputOf(input);
  readEntries(hasMessages ? { list: messages, field: "messages" } : { list: items, field: "input" }, to, ignored);
  if (hasMessages && input !== undefined) ignored.push("input");
  if (to.messages.length === 0) throw expected("messages", "at least one message");
  return items;
}

/** All other fields in chat format; fields without an equivalent are ignored by name. */
function foreignFields(body: Json, ignored: string[]): Json {
  const isChat = Array.isArray(body.messages);
  const isPassed = ([name]: [string, unknown]) => CHAT_FIELDS.has(name) || (isChat && !NOT_IN_CHATS.includes(name));
  const others = Object.entries(body).filter(([name, value]) => !TRANSLATED.has(name) && value !== null);
  for (const field of others) if (!isPassed(field)) ignored.push(field[0]);
  const chat: Json = Object.fromEntries(others.filter(isPassed));
  if (body.truncation === "auto") ignored.push("truncation");
  ignored.push(...lostIn(body));
  const { include_usage } = recordOf(body.stream_options) ?? {};
  put(chat, "stream_options", include_usage === undefined ? undefined : { include_usage });
  if (!isChat || !isOfChats(body.reasoning)) return { ...chat, ...messagesFields(body), ...responsesFields(body) };
  const { reasoning, ...rest } = body;
  return { ...chat, reasoning, ...messagesFields(body), ...responsesFields(rest) };
}

/** Whether reasoning is limited, turned off, or hidden in a way that chats support and Responses does not. */
function isOfChats(reasoning: unknown): boolean {
  const { effort: _, summary: __, ...others } = recordOf(reasoning) ?? {};
  return Object.keys(others).length > 0;
}
