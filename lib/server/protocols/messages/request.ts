import { ApiError } from "@/lib/contract/error";
import { listOf } from "../../chat/json-object";
import { costlyFields } from "../../chat/passed-fields";
import { effortOf } from "../../chat/refused-fields";
import {
  countAt,
  defined,
  expected,
  isObject,
  type Json,
  numberAt,
  objectsAt,
  optionalObject,
  put,
  stringAt,
} from "../json";
import { type Hints, routedOf, type ToolNames, Transcript, type Translated, unknownFields } from "../request";
import { readMessages, textParts } from "./blocks";

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
  if (!isObject(body)) throw expected("body", "a JSON object with model, max_tokens, and messages", body ?? null);
  const maxTokens = countAt(body.max_tokens, "max_tokens");
  if (maxTokens === undefined) throw expected("max_tokens", "a whole number of at least 1");
  return translate(body, maxTokens);
}

/** Parses the body of `POST /v1/messages/count_tokens`. Throws a 400 that names the field. */
export function readCountRequest(body: unknown): Translated {
  if (!isObject(body)) throw expected("body", "a JSON object with model and messages", body ?? null);
  return translate(body, undefined);
}

function translate(body: Json, maxTokens: number | undefined): Translated {
  const ignored = costlyFields(body).filter((name) => !OWN_WAY.includes(name));
  ignored.push(...unknownFields(body, KNOWN));
  const excluded = EXCLUDED.filter((name) =>
    Array.isArray(body[name]) ? body[name].length > 0 : isObject(body[name]),
  );
  ignored.push(...excluded);
  const transcript = new Transcript();
  const system = body.system == null ? "" : textParts(body.system, "system");
  // Gateways refuse a message without text.
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

/** The fields of a request that chats call otherwise. Throws a 400 that names the field. */
export function messagesFields(body: Json): Json {
  const config = optionalObject(body.output_config, "output_config");
  const stop = body.stop_sequences;
  if (stop !== undefined && stop !== null && !(Array.isArray(stop) && stop.every((s) => typeof s === "string")))
    throw expected("stop_sequences", "an array of strings", stop);
  const { user_id } = isObject(body.metadata) ? body.metadata : {};
  return defined({
    top_k: numberAt(body.top_k, "top_k", 0, Number.MAX_SAFE_INTEGER),
    stop: Array.isArray(stop) && stop.length > 0 ? stop : undefined,
    reasoning_effort: effortIn(optionalObject(body.thinking, "thinking"), config.effort),
    response_format: formatOf(config.format ?? body.output_format),
    user: typeof user_id === "string" ? user_id : undefined,
  });
}

function effortIn(thinking: Json, effort: unknown): string | undefined {
  const { type } = thinking;
  if (type === "disabled") return "none";
  if (typeof effort === "string") return effort;
  if (type === "adaptive") return "medium";
  if (type !== "enabled") return undefined;
  return effortOf(numberAt(thinking.budget_tokens, "thinking.budget_tokens", 1, Number.MAX_SAFE_INTEGER) ?? 1);
}

function formatOf(format: unknown): Json | undefined {
  if (!isObject(format) || format.type !== "json_schema") return undefined;
  return { type: "json_schema", json_schema: { name: "output", schema: format.schema, strict: true } };
}

/** Tools that the client runs; those that Anthropic runs are omitted, and a 400 when one is forced. */
function toolsOf(body: Json, ignored: string[]): Json {
  const listed = body.tools === undefined || body.tools === null ? [] : objectsAt(body.tools, "tools");
  const declared = toolsAfter(listed, body.messages);
  const read = declared.map((tool, at) => toolOf(ofChat(tool) ?? tool, `tools[${at}]`, ignored));
  const tools = read.filter((tool) => tool !== null);
  // OpenAI's clients name the kind alone.
  const choice =
    typeof body.tool_choice === "string" ? { type: body.tool_choice } : optionalObject(body.tool_choice, "tool_choice");
  const names = tools.map((tool) => (tool.function as Json).name);
  if (choice.type === "tool" && !names.includes(choice.name)) throw noTool(choice.name);
  if ((choice.type === "any" || choice.type === "required") && tools.length === 0 && declared.length > 0)
    throw noTool(declared[0]?.name);
  if (tools.length === 0) return {};
  const kinds: Record<string, unknown> = {
    auto: "auto",
    none: "none",
    any: "required",
    required: "required",
    tool: { type: "function", function: { name: choice.name } },
  };
  return defined({
    tools,
    tool_choice: kinds[String(choice.type)],
    parallel_tool_calls: choice.disable_parallel_tool_use === true ? false : undefined,
  });
}

/** A tool as chats declare it; null for one that Anthropic runs, whose name is added to `ignored`. */
function toolOf(tool: Json, path: string, ignored: string[]): Json | null {
  const { type, input_schema, description, strict } = tool;
  if (!isObject(input_schema) && typeof type === "string" && type !== "custom") {
    ignored.push(`tools.${type.slice(0, 60)}`);
    return null;
  }
  const name = stringAt(tool.name, `${path}.name`);
  if (!isObject(input_schema)) throw expected(`${path}.input_schema`, "a JSON schema", input_schema ?? null);
  const facts = defined({
    name,
    description: description ?? undefined,
    parameters: input_schema,
    strict: typeof strict === "boolean" ? strict : undefined,
  });
  return defined({ type: "function", function: facts, cache_control: tool.cache_control ?? undefined });
}

/** The tools that are left at the end of the messages, of which some add or withdraw tools. */
function toolsAfter(tools: readonly Json[], messages: unknown): readonly Json[] {
  const changes = listOf(messages)
    .filter(({ role }) => role === "system")
    .flatMap(({ content }) => listOf(content));
  if (changes.length === 0) return tools;
  const known = new Map(tools.map((tool) => [tool.name, tool]));
  const offered = new Map(known);
  for (const { type, tool } of changes) {
    const { name, definition } = isObject(tool) ? tool : {};
    if (isObject(definition)) known.set(definition.name, definition);
    const added = isObject(definition) ? definition : known.get(name);
    if (type === "tool_addition" && added) offered.set(added.name, added);
    if (type === "tool_removal") offered.delete(name);
  }
  return [...offered.values()];
}

/** A function as chats declare it, as Anthropic has it. */
function ofChat({ type, function: facts, ...rest }: Json): Json | null {
  if (type !== "function" || !isObject(facts)) return null;
  return { ...rest, ...facts, input_schema: facts.parameters ?? { type: "object", properties: {} } };
}

function noTool(name: unknown): ApiError {
  const message = `tool_choice: the tool "${String(name)}" is not available here: send a tool with a name and an input_schema`;
  return new ApiError("invalid_request", message, { param: "tool_choice" });
}
