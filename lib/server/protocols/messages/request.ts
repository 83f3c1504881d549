import { isRecord, type Json, recordOf } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";
import { costlyFields } from "../../chat/passed-fields";
import { effortOf } from "../../chat/refused-fields";
import { isNothing } from "../../chat/sent-messages";
import { countAt, defined, expected, numberAt, optionalObject, put } from "../json";
import { type Hints, routedOf, type ToolNames, Transcript, type Translated, unknownFields } from "../request";
import { readMessages, textParts } from "./blocks";
import { toolsOf } from "./tools";

/** Fields of a chat that only improve an answer, with their names in Messages. */
export const MESSAGES_HINTS: Hints = new Map([
  ["reasoning_effort", "thinking"],
  ["top_k", "top_k"],
  ["user", null],
  ["parallel_tool_calls", "tool_choice.disable_parallel_tool_use"],
]);
const SAME_NAMES: ToolNames = new Map();
/** Fields that chat doesn't have and that don't change the meaning of the answer. */
const EXCLUDED = ["container", "context_management", "mcp_servers"];
/** Fields that are translated, and hints that change nothing in the answer. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["model", "models", "provider", "messages", "system", "max_tokens", "stream", "temperature", "top_p", "top_k"],
  ...["stop_sequences", "thinking", "tools", "tool_choice", "metadata", "service_tier", "output_config"],
  ...["output_format", "betas", "cache_control", "anthropic_version", "anthropic_beta", ...EXCLUDED],
]);
/** Costly fields that are handled separately. */
const OWN_WAY = ["container", "mcp_servers", "service_tier"];

/** Parses the body of `POST /v1/messages`. Throws a 400 that names the field. */
export function readMessagesRequest(body: unknown): Translated {
  if (!isRecord(body)) throw expected("body", "a JSON object with model, max_tokens, and messages", body ?? null);
  const maxTokens = countAt(body.max_tokens, "max_tokens");
  if (maxTokens === undefined) throw expected("max_tokens", "a whole number of at least 1");
  return translate(body, maxTokens);
}

/** Parses the body of `POST /v1/messages/count_tokens`. Throws a 400 that names the field. */
export function readCountRequest(body: unknown): Translated {
  if (!isRecord(body)) throw expected("body", "a JSON object with model and messages", body ?? null);
  return translate(body, undefined);
}

function translate(body: Json, maxTokens: number | undefined): Translated {
  const ignored = costlyFields(body).filter((name) => !OWN_WAY.includes(name));
  ignored.push(...unknownFields(body, KNOWN));
  ignored.push(...EXCLUDED.filter((name) => body[name] != null && !isNothing(body[name])), ...lostIn(body));
  const transcript = new Transcript();
  const system = body.system == null ? "" : textParts(body.system, "system");
  // Gateways reject a message without text.
  if (system !== "") transcript.add({ role: "system", content: system });
  readMessages(body.messages, transcript, ignored);
  const chat: Translated["chat"] = routedOf(body, transcript.messages);
  put(chat, "max_tokens", maxTokens);
  put(chat, "temperature", numberAt(body.temperature, "temperature", 0, 2));
  put(chat, "top_p", numberAt(body.top_p, "top_p", 0, 1));
  Object.assign(chat, messagesFields(body), toolsOf(body, ignored));
  if (body.service_tier !== "auto") put(chat, "service_tier", body.service_tier);
  return { chat, ignored, hints: MESSAGES_HINTS, tools: SAME_NAMES };
}

const DISPLAYED: readonly unknown[] = [undefined, null, "summarized"];

/** The names of a request's thinking and output settings that chats don't have. */
export function lostIn({ thinking, output_config, output_format }: Json): string[] {
  const { type, display } = recordOf(thinking) ?? {};
  const { task_budget, format = output_format } = recordOf(output_config) ?? {};
  const lost: string[] = [];
  if (type !== undefined && !(String(type) in THINKING)) lost.push("thinking");
  if (!DISPLAYED.includes(display)) lost.push("thinking.display");
  if (task_budget != null) lost.push("output_config.task_budget");
  if (format != null && !formatOf(format)) lost.push("output_config.format");
  return lost;
}

/** The fields of a request that have another name in chats. Throws a 400 that names the field. */
export function messagesFields(body: Json): Json {
  const config = optionalObject(body.output_config, "output_config");
  const stop = body.stop_sequences;
  if (stop !== undefined && stop !== null && !(Array.isArray(stop) && stop.every((s) => typeof s === "string")))
    throw expected("stop_sequences", "an array of strings", stop);
  const { user_id } = isRecord(body.metadata) ? body.metadata : {};
  return defined({
    top_k: numberAt(body.top_k, "top_k", 0, Number.MAX_SAFE_INTEGER),
    stop: Array.isArray(stop) && stop.length > 0 ? stop : undefined,
    reasoning_effort: effortIn(optionalObject(body.thinking, "thinking"), config.effort),
    response_format: formatOf(config.format ?? body.output_format),
    user: typeof user_id === "string" ? user_id : undefined,
  });
}

/** The kinds of thinking, with the effort when no other is requested. */
const THINKING: Readonly<Record<string, string | null>> = lookup({
  disabled: "none",
  adaptive: "medium",
  enabled: null,
});

function effortIn(thinking: Json, effort: unknown): string | undefined {
  const { type } = thinking;
  if (type === "disabled") return "none";
  if (typeof effort === "string") return effort;
  if (type !== "enabled") return THINKING[String(type)] ?? undefined;
  return effortOf(numberAt(thinking.budget_tokens, "thinking.budget_tokens", 1, Number.MAX_SAFE_INTEGER) ?? 1);
}

function formatOf(format: unknown): Json | undefined {
  if (!isRecord(format) || format.type !== "json_schema") return undefined;
  return { type: "json_schema", json_schema: { name: "output", schema: format.schema, strict: true } };
}
