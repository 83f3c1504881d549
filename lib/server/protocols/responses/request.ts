import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json, withFields } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";
import { costlyFields } from "../../chat/passed-fields";
import { withCustomArguments } from "../custom-tools";
import { readEntries } from "../entries";
import { countAt, expected, numberAt, optionalObject, put, stringAt } from "../json";
import { type Hints, routedOf, Transcript, type Translated, unknownFields } from "../request";
import { ADD_TOOLS } from "./items";
import { readTools } from "./tools";

/** Previously stored items: a response's whole history by its ID, single items by theirs. */
export interface StoredItems {
  /** Their total length. */
  characters: number;
  items: readonly Json[];
  byId: ReadonlyMap<string, Json>;
}

/** For a request without references. */
export const NOTHING: StoredItems = { items: [], byId: new Map(), characters: 0 };
/** Fields of a chat that only improve an answer, with their names in Responses. */
export const HINTS: Hints = new Map([
  ["reasoning_effort", "reasoning"],
  ["verbosity", "text.verbosity"],
  ["prompt_cache_key", null],
  ["parallel_tool_calls", "parallel_tool_calls"],
  ["user", null],
]);
/** Fields that are translated, our own fields, and hints that change nothing in the answer. */
const KNOWN: ReadonlySet<string> = new Set([
  ...["model", "models", "provider", "input", "instructions", "stream", "stream_options", "max_output_tokens"],
  ...["temperature", "top_p", "reasoning", "text", "include", "top_logprobs", "tools", "tool_choice"],
  ...["parallel_tool_calls", "max_tool_calls", "prompt_cache_key", "prompt_cache_retention", "prompt_cache_options"],
  ...["safety_identifier", "user", "service_tier", "truncation", "store", "metadata", "client_metadata"],
  ...["previous_response_id", "background", "conversation", "prompt"],
]);
/** Fields that cannot be used, and why. */
export const REFUSED: Readonly<Record<string, string>> = lookup({
  background: "answers are not made in the background: leave it out and stream, or wait for the answer",
  conversation: "conversations are not stored under this name: use previous_response_id",
  prompt: "stored prompts are not available: send instructions and input",
});

/** Throws a 400 for a field that cannot be used, with the reason. */
export function refuseFields(body: Json, reasons: Readonly<Record<string, string>>): void {
  for (const name in reasons)
    if (body[name] !== undefined && body[name] !== null && body[name] !== false && body[name] !== "")
      throw new ApiError("invalid_request", `${name}: ${reasons[name]}`, { param: name });
}

/** Parses the body of `POST /v1/responses`. Throws a 400 that names the field. */
export function readResponsesRequest(body: unknown, stored: StoredItems = NOTHING): Translated {
  if (!isRecord(body)) throw expected("body", "a JSON object with model and input", body ?? null);
  refuseFields(body, REFUSED);
  optionalText(body.previous_response_id, "previous_response_id");
  if (body.store != null && typeof body.store !== "boolean") throw expected("store", "true or false", body.store);
  const ignored = costlyFields(body).filter((name) => name !== "service_tier");
  ignored.push(...unknownFields(body, KNOWN));
  const transcript = new Transcript();
  const instructions = optionalText(body.instructions, "instructions");
  // Gateways reject a message without text.
  if (instructions) transcript.add({ role: "system", content: instructions });
  const items = [...stored.items, ...inputOf(body.input)];
  readEntries({ list: items, field: "input", byId: stored.byId }, transcript, ignored);
  if (transcript.messages.length === 0) throw expected("input", "at least one message");
  const declared = declaredTools(body.tools, items);
  const withDeclared = declared === body.tools ? body : withFields(body, { tools: declared });
  const { names, ...tools } = readTools(withDeclared, ignored);
  if (body.truncation === "auto") ignored.push("truncation");
  const messages = withCustomArguments(transcript.messages, names);
  const chat = Object.assign(routedOf(body, messages), responsesFields(body), tools);
  return { chat, ignored, hints: HINTS, tools: names };
}

/** The fields of a request that have another name or a limit in chats. Throws a 400 that names the field. */
export function responsesFields(body: Json): Json {
  const chat: Json = {};
  const reasoning = optionalObject(body.reasoning, "reasoning");
  const text = optionalObject(body.text, "text");
  put(chat, "max_tokens", countAt(body.max_output_tokens, "max_output_tokens"));
  put(chat, "temperature", numberAt(body.temperature, "temperature", 0, 2));
  put(chat, "top_p", numberAt(body.top_p, "top_p", 0, 1));
  put(chat, "reasoning_effort", optionalText(reasoning.effort, "reasoning.effort"));
  put(chat, "verbosity", optionalText(text.verbosity, "text.verbosity"));
  put(chat, "response_format", formatOf(text.format));
  putLogprobs(chat, body);
  put(chat, "prompt_cache_key", optionalText(body.prompt_cache_key, "prompt_cache_key"));
  put(chat, "user", optionalText(body.safety_identifier ?? body.user, "user"));
  put(chat, "service_tier", optionalText(body.service_tier, "service_tier"));
  return chat;
}

/** The tools of a request, and those added by its items: some clients declare all of theirs that way. */
export function declaredTools(tools: unknown, items: readonly Json[]): unknown {
  const adding = items.filter(({ type }) => ADD_TOOLS.includes(type));
  const added = adding.flatMap(({ tools: more }) => (Array.isArray(more) ? more : []));
  return added.length === 0 ? tools : [...(Array.isArray(tools) ? tools : []), ...added];
}

/** The input as items; plain text is one message. */
export function inputOf(input: unknown): Json[] {
  if (typeof input === "string") return [{ type: "message", role: "user", content: input }];
  if (!Array.isArray(input)) throw expected("input", "a string or an array of items", input ?? null);
  return input.map((item, at) => {
    if (!isRecord(item)) throw expected(`input[${at}]`, "an item, which is an object", item ?? null);
    return item;
  });
}

function optionalText(value: unknown, path: string): string | undefined {
  return value === undefined || value === null ? undefined : stringAt(value, path);
}

function formatOf(format: unknown): Json | undefined {
  if (!isRecord(format) || format.type === "text") return undefined;
  if (format.type === "json_object") return { type: "json_object" };
  if (format.type !== "json_schema") throw expected("text.format.type", '"text", "json_object", or "json_schema"');
  const { type, ...schema } = format;
  return { type, json_schema: schema };
}

function putLogprobs(chat: Json, { include, top_logprobs }: Json): void {
  const isRequested = Array.isArray(include) && include.includes("message.output_text.logprobs");
  const top = numberAt(top_logprobs, "top_logprobs", 0, 20);
  if (!isRequested && !top) return;
  chat.logprobs = true;
  put(chat, "top_logprobs", top);
}
