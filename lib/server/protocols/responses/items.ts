import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";
import { customArguments } from "../custom-tools";
import { defined, expected, objectsAt, stringAt } from "../json";
import { openSeal } from "../reasoning";
import { nameUpstream, type Transcript } from "../request";
import { compactedText } from "./compaction";

/** Items that add tools to those of the request. */
export const ADD_TOOLS: readonly unknown[] = ["additional_tools", "tool_search_output"];
/** A message of another agent of the same client. */
export const AGENT_MESSAGE = "agent_message";
/** The name, as a function, of the tool by which a client finds further tools. */
export const TOOL_SEARCH = "tool_search";
const OUTPUTS: readonly unknown[] = ["function_call_output", "custom_tool_call_output", "tool_search_output"];

const argumentsOf = (input: unknown) => (typeof input === "string" ? input || "{}" : JSON.stringify(input ?? {}));

/** The result of a search for tools, as text. */
function foundOf(tools: unknown): string {
  const names = (list: unknown): string[] =>
    (Array.isArray(list) ? list.filter(isRecord) : []).flatMap(({ name, tools: inner }) =>
      inner ? names(inner).map((toolName) => nameUpstream(toolName, name)) : [String(name)],
    );
  return `These tools are now available: ${names(tools).join(", ") || "none"}`;
}

interface PlacedItems {
  items: readonly Json[];
  byId: ReadonlyMap<string, Json>;
  /** The path of an item in the request. */
  pathOf: (at: number) => string;
}

/** Converts input items to messages, in order. Throws a 400 or 404 that names the item by its path. */
export function readItems({ items, byId, pathOf }: PlacedItems, to: Transcript, ignored: string[]): void {
  const images: Json[] = [];
  const flush = () => {
    if (images.length > 0) to.add({ role: "user", content: images.splice(0) });
  };
  items.forEach((entry, at) => {
    const path = pathOf(at);
    const item = isReference(entry) ? referenced(entry, byId, path) : entry;
    const type = item.type ?? "message";
    if (!OUTPUTS.includes(type)) flush();
    if (type === "message") readMessage(item, path, to, ignored);
    else if (type === "function_call")
      to.call(callOf(item, stringAt(item.arguments, `${path}.arguments`) || "{}", path));
    else if (type === "custom_tool_call")
      to.call(callOf(item, customArguments(stringAt(item.input, `${path}.input`)), path));
    else if (type === "function_call_output" || type === "custom_tool_call_output") {
      const { text, rest } = outputOf(item.output, `${path}.output`);
      to.add({ role: "tool", tool_call_id: stringAt(item.call_id, `${path}.call_id`), content: text });
      images.push(...rest);
    } else if (type === "reasoning") to.think(reasoningOf(item));
    else if (type === AGENT_MESSAGE) to.add({ role: "user", content: agentMessageOf(item, path) });
    else if (type === "tool_search_call" && typeof item.call_id === "string")
      to.call(callOf({ ...item, name: TOOL_SEARCH }, argumentsOf(item.arguments), path));
    else if (type === "tool_search_output" && typeof item.call_id === "string")
      to.add({ role: "tool", tool_call_id: item.call_id, content: foundOf(item.tools) });
    else if (compactedText(item) !== null) to.add({ role: "user", content: compactedText(item) });
    else if (!ADD_TOOLS.includes(type)) ignored.push(`input.${String(type).slice(0, 60)}`);
  });
  flush();
}

/** The text of another agent; the part that a client calls encrypted is the plain argument of a tool call. */
function agentMessageOf({ author, content }: Json, path: string): string {
  const texts = objectsAt(content, `${path}.content`).map(({ text, encrypted_content }) => text ?? encrypted_content);
  const lines = texts.filter((text) => typeof text === "string" && text !== "");
  return [`Agent message from ${typeof author === "string" ? author : "another agent"}:`, ...lines].join("\n");
}

/** Whether an item only references another; its type may be omitted. */
export const isReference = ({ type, role, id }: Json): boolean =>
  type === "item_reference" || (type === undefined && role === undefined && typeof id === "string");

function referenced({ id }: Json, byId: ReadonlyMap<string, Json>, path: string): Json {
  const item = byId.get(stringAt(id, `${path}.id`));
  if (item) return item;
  const message = `${path}: there is no stored item "${String(id).slice(0, 80)}": send the item itself`;
  throw new ApiError("not_found", message, { param: path });
}

function callOf(item: Json, args: string, path: string) {
  const name = nameUpstream(stringAt(item.name, `${path}.name`), item.namespace);
  const id = stringAt(item.call_id, `${path}.call_id`);
  return { id, type: "function" as const, function: { name, arguments: args } };
}

const ROLES: readonly string[] = ["user", "system", "developer"];

function readMessage(item: Json, path: string, to: Transcript, ignored: string[]): void {
  const role = stringAt(item.role, `${path}.role`);
  if (item.phase != null) ignored.push("input.phase");
  if (role === "assistant") {
    if (typeof item.content === "string") to.addText(item.content);
    else if (item.content !== null && item.content !== undefined)
      for (const [at, part] of objectsAt(item.content, `${path}.content`).entries()) {
        if (part.type === "refusal") to.refuse(stringAt(part.refusal, `${path}.content[${at}].refusal`));
        else to.addText(stringAt(part.text, `${path}.content[${at}].text`));
        if (Array.isArray(part.annotations) && part.annotations.length > 0) ignored.push("input.annotations");
      }
    return;
  }
  if (!ROLES.includes(role)) throw expected(`${path}.role`, '"user", "assistant", "system", or "developer"');
  const content = typeof item.content === "string" ? item.content : partsOf(item.content, `${path}.content`);
  to.add({ role: role === "user" ? "user" : "system", content });
}

/** Converts the parts of a message; a single text becomes a string. */
function partsOf(content: unknown, path: string): string | Json[] {
  const parts = objectsAt(content, path).map((part, at) => partOf(part, `${path}[${at}]`));
  if (parts.every(({ type }) => type === "text")) return parts.map(({ text }) => text).join("\n");
  return parts;
}

/** Converts a part of a message. Throws a 400 that names it. */
export function partOf(part: Json, path: string): Json {
  if (part.type === "input_text" || part.type === "output_text" || part.type === "text")
    return { type: "text", text: stringAt(part.text, `${path}.text`) };
  if (part.type === "input_image") {
    if (part.file_id) throw noFiles(`${path}.file_id`, "image_url");
    const { url, detail = part.detail } = isRecord(part.image_url) ? part.image_url : { url: part.image_url };
    // Chats have no larger size.
    const size = detail === "original" ? "high" : (detail ?? undefined);
    const image_url = { url: stringAt(url, `${path}.image_url`), detail: size };
    return { type: "image_url", image_url: defined(image_url) };
  }
  if (part.type === "input_file") {
    if (part.file_id) throw noFiles(`${path}.file_id`, "file_data or file_url");
    const data = stringAt(part.file_data ?? part.file_url, `${path}.file_data`);
    return { type: "file", file: defined({ filename: part.filename ?? undefined, file_data: data }) };
  }
  if (part.type === "image_url" || part.type === "file") return part;
  if (part.type === "input_audio") return { type: "input_audio", input_audio: part.input_audio };
  throw expected(`${path}.type`, "input_text, input_image, input_file, or input_audio");
}

function noFiles(path: string, instead: string): ApiError {
  return new ApiError("invalid_request", `${path}: files are not stored here: send ${instead}`, { param: path });
}

/** A tool result: its text, and the parts that only a user message can have. */
function outputOf(output: unknown, path: string): { text: string; rest: Json[] } {
  if (typeof output === "string") return { text: output, rest: [] };
  if (isRecord(output)) return { text: JSON.stringify(output), rest: [] };
  const parts = objectsAt(output, path).map((part, at) => partOf(part, `${path}[${at}]`));
  const rest = parts.filter(({ type }) => type !== "text");
  const text = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  return { text: text || (rest.length > 0 ? "The output follows." : ""), rest };
}

/** Converts reasoning; empty when the gateway that sealed it is unknown. */
function reasoningOf({ encrypted_content: sealed, summary, content }: Json): Json[] {
  if (typeof sealed !== "string") return [];
  const parts = [summary, content].flatMap((list) => (Array.isArray(list) ? list : []));
  const text = parts.flatMap((part) => (isRecord(part) && typeof part.text === "string" ? [part.text] : []));
  const opened = openSeal(sealed, text.join("\n"));
  return opened ? [opened] : [];
}
