import type { ChatMessage } from "@/lib/contract/chat";
import { type Json, parseJson, parseObject, recordOf, withFields } from "@/lib/contract/json-object";
import type { ToolNames } from "./request";

/** The argument of a free-form tool upstream. */
const INPUT = "input";
const START = /^\s*\{\s*"input"\s*:\s*"/;
/** If the input has not started after this many characters, the arguments have another format. */
const MAX_START_LENGTH = 200;
const [QUOTE, BACKSLASH] = [34, 92];
const UNICODE_ESCAPE = "\\u0000".length;
const FIRST_HALF = /^\\u[dD][89abAB]/;
const ESCAPES = /\\(?:u[\da-f]{4}|["\\/bfnrt])|\\|\p{Cc}/giu;

/** A free-form tool as a function with one string argument. */
export function customFunction(name: string, { description, format }: Json): Json {
  const about = [typeof description === "string" ? description : "", grammarOf(format)].filter(Boolean).join("\n\n");
  return {
    type: "function",
    function: {
      name,
      description: about,
      parameters: {
        type: "object",
        properties: { [INPUT]: { type: "string", description: "The whole input of the tool, as plain text." } },
        required: [INPUT],
        additionalProperties: false,
      },
    },
  };
}

/** Describes a grammar's constraints on the input, for models that can't enforce it. */
function grammarOf(declared: unknown): string {
  const format = recordOf(declared);
  if (format?.type !== "grammar") return "";
  // Chats have it in an object of its own.
  const { syntax, definition } = recordOf(format.grammar) ?? format;
  return `The input must match this ${String(syntax)} grammar:\n${String(definition)}`;
}

/** The arguments of a function for a free-form tool. */
export const customArguments = (input: string): string => JSON.stringify({ [INPUT]: input });

/** Messages whose free-form calls are calls of functions, even if their arguments are plain input. */
export function withCustomArguments(messages: readonly ChatMessage[], tools: ToolNames): ChatMessage[] {
  return messages.map((message) => {
    if (!Array.isArray(message.tool_calls)) return message;
    return withFields(message, { tool_calls: message.tool_calls.map((call) => functionCall(call, tools)) });
  });
}

function functionCall(call: unknown, tools: ToolNames): unknown {
  const { custom, function: called, ...rest } = recordOf(call) ?? {};
  const { name, input } = recordOf(custom) ?? {};
  if (typeof name === "string")
    return { ...rest, type: "function", function: { name, arguments: customArguments(String(input ?? "")) } };
  const { name: declared, arguments: args } = recordOf(called) ?? {};
  if (typeof args !== "string" || !tools.get(String(declared))?.custom) return call;
  if (typeof parseObject(args)?.[INPUT] === "string") return call;
  return { ...rest, type: "function", function: { name: declared, arguments: customArguments(args) } };
}

/** Reads the free-form input from the arguments of such a function as they arrive. */
export class CustomInput {
  /** Whether the text of the input has started, and ended. */
  #state: "before" | "within" | "after" = "before";
  #rest = "";

  /** Adds more of the arguments; returns the added part of the input. */
  add(args: string): string {
    if (this.#state === "after") return "";
    this.#rest += args;
    if (this.#state === "before") {
      if (this.#rest.length - args.length > MAX_START_LENGTH) return "";
      const start = START.exec(this.#rest);
      if (!start) return "";
      this.#rest = this.#rest.slice(start[0].length);
      this.#state = "within";
    }
    const end = this.#endOfWhole();
    const text = this.#rest.slice(0, end);
    this.#rest = this.#rest.slice(end);
    return text === "" ? "" : unescaped(text);
  }

  /** The rest of the input at the end of the arguments: all of it if they have another format. */
  end(): string {
    const text = this.#state === "before" ? inputIn(this.#rest) : "";
    this.#state = "after";
    return text;
  }

  /** The end of the text, or the start of an incomplete escape. */
  #endOfWhole(): number {
    const text = this.#rest;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.#state = "after";
        return at;
      }
      if (code !== BACKSLASH) continue;
      const length = escapeAt(text, at);
      if (at + length > text.length) return at;
      at += length - 1;
    }
    return text.length;
  }
}

/** The length of an escape, or of both escapes of a surrogate pair. */
function escapeAt(text: string, at: number): number {
  if (text[at + 1] !== "u") return 2;
  const end = at + UNICODE_ESCAPE;
  const isHalf = FIRST_HALF.test(text.slice(at, end)) && "\\u".startsWith(text.slice(end, end + 2));
  return isHalf ? 2 * UNICODE_ESCAPE : UNICODE_ESCAPE;
}

/** The free-form input in the complete arguments of such a function. */
export function customInput(args: string): string {
  const input = new CustomInput();
  return input.add(args) + input.end();
}

/** The input in arguments of another format: their only text, or all of them if they are not JSON. */
function inputIn(args: string): string {
  const parsed = parseObject(args);
  if (!parsed) return args;
  if (typeof parsed[INPUT] === "string") return parsed[INPUT];
  const values = Object.values(parsed);
  if (values.length === 0) return "";
  return values.length === 1 && typeof values[0] === "string" ? values[0] : args;
}

/** JSON text without its escapes; models also write line breaks and backslashes unescaped. */
function unescaped(text: string): string {
  const valid = text.replace(ESCAPES, (sequence) =>
    sequence.length > 1 ? sequence : JSON.stringify(sequence).slice(1, -1),
  );
  const parsed = parseJson(`"${valid}"`);
  return typeof parsed === "string" ? parsed : text;
}

/** Whether one of the tools of a request is free-form. */
export const hasCustom = (tools: ToolNames): boolean => [...tools.values()].some(({ custom }) => custom);
