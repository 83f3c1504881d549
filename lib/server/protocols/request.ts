import { type ChatMessage, ChatRequest, MAX_MODEL } from "@/lib/contract/chat";
import type { Json } from "@/lib/contract/json-object";
import { checked } from "../routes/parse";
import { expected, put, stringAt } from "./json";

/**
 * Fields of a chat that only improve an answer: offers that don't list them get the request without them. Each with the
 * name of what the client then loses, or null for nothing.
 */
export type Hints = ReadonlyMap<string, string | null>;

/** A request of another protocol, translated to a chat request. */
export interface Translated {
  chat: ChatRequest;
  /** Ignored parts, as named in `x-gatewayz-ignored`. */
  ignored: string[];
  hints: Hints;
  /** Tools with another name or format upstream, by their upstream name. */
  tools: ToolNames;
}

/** The client's name of a tool, whether its input is free-form text, and whether it finds further tools. */
export interface ToolName {
  name: string;
  namespace?: string;
  custom: boolean;
  /** Whether it was declared in chat format. */
  nested?: boolean;
  search?: boolean;
}
export type ToolNames = ReadonlyMap<string, ToolName>;

const Routed = ChatRequest.pick({ model: true, provider: true, models: true });

/** A chat of these messages, with the model and the preferences of a request. Throws a 400 that names the field. */
export function routedOf({ model, provider, models, stream }: Json, messages: ChatMessage[]): ChatRequest {
  if (stream != null && typeof stream !== "boolean") throw expected("stream", "true or false", stream);
  const chat: ChatRequest = { model: stringAt(model, "model"), messages, stream: stream === true };
  if (chat.model.length > 0 && chat.model.length <= MAX_MODEL && provider === undefined && models === undefined)
    return chat;
  const routed = checked(Routed, { model, provider, models }, "what GET /openapi.json describes");
  put(chat, "provider", routed.provider);
  put(chat, "models", routed.models);
  return chat;
}

/** The fields of a request that have a value and that no translation supports. */
export function unknownFields(body: Json, known: ReadonlySet<string>): string[] {
  const names: string[] = [];
  for (const name in body) if (!known.has(name) && body[name] != null) names.push(name.slice(0, MAX_NAME_LENGTH));
  return names;
}

const MAX_NAME_LENGTH = 64;

const DEFAULT_NAMESPACE = "functions";

/** The upstream name of a tool in a namespace. */
export function nameUpstream(name: string, namespace: unknown): string {
  if (typeof namespace !== "string" || namespace === "" || namespace === DEFAULT_NAMESPACE) return name;
  const fullName = `${namespace}__${name}`;
  return fullName.length <= MAX_NAME_LENGTH ? fullName : name;
}

interface ToolCall {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

/** Collects messages; consecutive text, reasoning, and calls of the assistant become one message. */
export class Transcript {
  readonly messages: ChatMessage[] = [];
  #assistant: Json | null = null;

  add(message: Json & { role: string }): void {
    this.#assistant = null;
    this.messages.push(message as ChatMessage);
  }

  /** Removes all messages except those of the system. */
  restart(): void {
    this.#assistant = null;
    this.messages.splice(0, this.messages.length, ...this.messages.filter(({ role }) => role === "system"));
  }

  addText(text: string): void {
    const message = this.#current();
    message.content = typeof message.content === "string" ? message.content + text : text;
  }

  refuse(text: string): void {
    this.#current().refusal = text;
  }

  think(details: readonly Json[]): void {
    if (details.length === 0) return;
    const message = this.#current();
    const previous = message.reasoning_details as Json[] | undefined;
    if (previous) for (const detail of details) previous.push(detail);
    else message.reasoning_details = [...details];
  }

  call(call: ToolCall): void {
    const message = this.#current();
    const previous = message.tool_calls as ToolCall[] | undefined;
    if (previous) previous.push(call);
    else message.tool_calls = [call];
  }

  #current(): Json {
    if (!this.#assistant) {
      this.#assistant = { role: "assistant", content: null };
      this.messages.push(this.#assistant as ChatMessage);
    }
    return this.#assistant;
  }
}
