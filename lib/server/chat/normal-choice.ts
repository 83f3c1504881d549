import { type Json, listOf, recordOf } from "@/lib/contract/json-object";
import { deltaOf, reasoningOf, reasonOf } from "./chat-event";
import { standardReason } from "./finish-reason";
import { type ToolCallNumbers, withStandardCalls } from "./tool-calls";

/** A choice of a complete response in OpenAI's format; the same object when nothing changes. */
export function normalChoice(received: Json, place: number): Json {
  const choice = withIndex(received, place);
  const message = deltaOf(choice);
  const tool_calls = withStandardCalls(message.tool_calls);
  const standard = lacksRole(choice) ? withRole(normalMessage(message)) : normalMessage(message);
  const normalized = tool_calls === message.tool_calls ? standard : { ...standard, tool_calls };
  const next = normalized === message ? choice : { ...choice, message: normalized };
  return withStandardReason(next, listOf(tool_calls).length > 0);
}

/** The state of a stream's choice from its earlier chunks. */
interface KnownChoice {
  calls: ToolCallNumbers | null;
  hasRole: boolean;
}

/** A choice of a stream's chunk in OpenAI's format; the same if unchanged. */
export function normalChunkChoice(received: Json, place: number, { calls, hasRole }: KnownChoice): Json {
  const choice = withIndex(received.delta === null ? { ...received, delta: {} } : received, place);
  const receivedDelta = recordOf(choice.delta);
  const message = receivedDelta ? null : recordOf(choice.message);
  if (!receivedDelta && !message) return withStandardReason(choice, calls !== null);
  const delta = receivedDelta ?? (message as Json);
  let normalized = normalMessage(delta);
  if (!hasRole && lacksRole(choice)) normalized = withRole(normalized);
  const pieces = Array.isArray(delta.tool_calls) ? delta.tool_calls : [];
  const numbered = calls && pieces.length > 0 ? calls.number(pieces) : pieces;
  const next = withStandardReason(message ? withoutMessage(choice) : choice, calls !== null);
  const reason = reasonOf(next);
  const endingCalls = reason === null ? [] : (calls?.ends(reason === "tool_calls") ?? []);
  if (numbered !== pieces || endingCalls.length > 0) normalized = withCalls(normalized, [...numbered, ...endingCalls]);
  return normalized === receivedDelta ? next : { ...next, delta: normalized };
}

/** Whether the message or delta of a choice has no role. */
export const lacksRole = (choice: Json): boolean => ("delta" in choice || "message" in choice) && !deltaOf(choice).role;

const withRole = (message: Json): Json => ({ role: "assistant", ...withoutRole(message) });

const withIndex = (choice: Json, place: number): Json => (choice.index == null ? { ...choice, index: place } : choice);

function withoutMessage({ message: _, ...rest }: Json): Json {
  return rest;
}

function withCalls({ tool_calls: _, ...delta }: Json, calls: readonly unknown[]): Json {
  return calls.length === 0 ? delta : { ...delta, tool_calls: calls };
}

/** The finish reason by its standard name, with the gateway's own in `native_finish_reason`; "" is null. */
function withStandardReason(choice: Json, calledTool: boolean): Json {
  if (choice.finish_reason === "") return { ...choice, finish_reason: null };
  const reason = reasonOf(choice);
  const standard = reason === null ? null : standardReason(reason, calledTool);
  if (standard === reason) return choice;
  return { ...choice, finish_reason: standard, native_finish_reason: choice.native_finish_reason ?? reason };
}

/** Text as a string, reasoning, if any, under both of its names, and no empty role. */
function normalMessage(delta: Json): Json {
  const normalized = withTextContent(delta.role === "" ? withoutRole(delta) : delta);
  const reasoning = reasoningOf(normalized);
  const missing = reasoning === null ? [] : ["reasoning", "reasoning_content"].filter((name) => !normalized[name]);
  return missing.length === 0
    ? normalized
    : { ...normalized, ...Object.fromEntries(missing.map((name) => [name, reasoning])) };
}

function withoutRole({ role: _, ...rest }: Json): Json {
  return rest;
}

/** Mistral's models answer in parts: text, and thinking. */
function withTextContent(delta: Json): Json {
  if (!Array.isArray(delta.content)) return delta;
  const parts = listOf(delta.content);
  const isText = parts.every(({ type }) => type === "text" || type === "thinking" || type === "reference");
  if (!isText || parts.length < delta.content.length) return delta;
  const thinking = parts.flatMap(({ thinking }) => (Array.isArray(thinking) ? listOf(thinking) : [{ text: thinking }]));
  const [content, reasoning] = [textIn(parts), textIn(thinking)];
  return { ...delta, content, ...(reasoning === "" ? {} : { reasoning }) };
}

const textIn = (parts: readonly Json[]) =>
  parts.flatMap(({ text }) => (typeof text === "string" ? [text] : [])).join("");
