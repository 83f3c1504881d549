import type { ChatMessage, ChatRequest } from "@/lib/contract/chat";
import type { Json } from "./json";

/** A request of another protocol as the chat request that it means. */
export interface Translated {
  chat: ChatRequest;
  /** What was left out, as it is named in `x-gatewayz-ignored`. */
  ignored: string[];
  /** Fields of `chat` that only improve an answer: offers that do not list them get the request without them. */
  hints: ReadonlySet<string>;
  /** Tools that have another name or shape upstream than in the request, by their name upstream. */
  tools: ToolNames;
}

/** What a tool is called by the client, and whether its input is free-form text. */
export interface ToolName {
  name: string;
  namespace?: string;
  custom: boolean;
}
export type ToolNames = ReadonlyMap<string, ToolName>;

/** Function names have at most this many characters. */
const LONGEST_NAME = 64;

/** The name upstream of a tool within a namespace. */
export function nameUpstream(name: string, namespace: unknown): string {
  if (typeof namespace !== "string" || namespace === "") return name;
  const whole = `${namespace}__${name}`;
  return whole.length <= LONGEST_NAME ? whole : name;
}

/** A call of a tool within an assistant's message. */
export interface ToolCall {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

/** Collects messages; what an assistant says, thinks, and calls in a row becomes one message. */
export class Transcript {
  readonly messages: ChatMessage[] = [];
  #assistant: Json | null = null;

  add(message: Json & { role: string }): void {
    this.#assistant = null;
    this.messages.push(message as ChatMessage);
  }

  say(text: string): void {
    const message = this.#current();
    message.content = typeof message.content === "string" ? message.content + text : text;
  }

  refuse(text: string): void {
    this.#current().refusal = text;
  }

  think(details: readonly Json[]): void {
    if (details.length === 0) return;
    const message = this.#current();
    message.reasoning_details = [...((message.reasoning_details as Json[] | undefined) ?? []), ...details];
  }

  call(call: ToolCall): void {
    const message = this.#current();
    message.tool_calls = [...((message.tool_calls as ToolCall[] | undefined) ?? []), call];
  }

  #current(): Json {
    if (!this.#assistant) {
      this.#assistant = { role: "assistant", content: null };
      this.messages.push(this.#assistant as ChatMessage);
    }
    return this.#assistant;
  }
}

/** The name of the one argument that a free-form tool has upstream. */
export const CUSTOM_INPUT = "input";

/** A tool with free-form input as a function with one string argument. */
export function customFunction(name: string, description: string, format: string): Json {
  const about = [description, format].filter(Boolean).join("\n\n");
  return {
    type: "function",
    function: {
      name,
      description: about,
      parameters: {
        type: "object",
        properties: { [CUSTOM_INPUT]: { type: "string", description: "The whole input of the tool, as plain text." } },
        required: [CUSTOM_INPUT],
        additionalProperties: false,
      },
    },
  };
}

/** The free-form input within the arguments of such a function; the arguments themselves where they are not JSON. */
export function customInput(args: string): string {
  try {
    const parsed = JSON.parse(args) as Json;
    const input = parsed?.[CUSTOM_INPUT];
    return typeof input === "string" ? input : args;
  } catch {
    return args;
  }
}
