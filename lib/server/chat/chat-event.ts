import { type Json, listOf, parseJson, parseObject, recordOf } from "@/lib/contract/json-object";
import { jsonEvent, type SseEvent } from "@/lib/net/sse";

/** A part of a chat answer in any protocol. `choice` starts at 0. */
export type ChatEvent =
  | { kind: "text" | "reasoning" | "refusal"; choice: number; text: string }
  | { kind: "tool_call"; choice: number; index: number; id: string | null; name: string | null; arguments: string }
  | { kind: "finish"; choice: number; reason: string };

/** Quotes inside text are escaped, so these can only be keys. */
const TOKEN =
  /"(?:content|reasoning|reasoning_content|refusal|text|arguments|data|transcript)"\s*:\s*"[^"]|"(?:tool_calls|reasoning_details)"\s*:\s*\[\s*\{|"function_call"\s*:\s*\{/;
const NOTABLE =
  /"(?:finish_reason|reasoning|reasoning_content)"\s*:\s*"|"usage"\s*:\s*[^n\s]|"delta"\s*:\s*n|"(?:tool_calls|reasoning_details|content)"\s*:\s*\[\s*\{|"message"\s*:\s*\{|"detail"\s*:\s*["[]|"success"\s*:\s*f|"(?:code|status)"\s*:\s*[45]\d\d|"role"\s*:\s*""|"error"\s*:\s*(?:[{[\dt]|"[^"])|"object"\s*:\s*"error"|"type"\s*:\s*"ping"/;
const COMMENT = 58;

const DATA = "data: ";
const PLAIN = `${DATA}{`;
const END = "\n\n";
const CLOSE = 125;
const LF = 10;

/**
 * The end of the leading events that only have parts of one choice, and so need no parsing: each is one line of data
 * that looks like a JSON object, without any notable field. One search over all of them takes half as long as one for
 * each.
 * @param from where an event starts
 */
export function plainEnd(ascii: string, from: number): number {
  let end = from;
  while (ascii.startsWith(PLAIN, end)) {
    const at = ascii.indexOf("\n", end);
    if (at < 0 || ascii.charCodeAt(at - 1) !== CLOSE || ascii.charCodeAt(at + 1) !== LF) break;
    end = at + 2;
  }
  if (end === from) return from;
  const text = ascii.slice(from, end);
  const notable = text.search(NOTABLE);
  if (notable < 0) return end;
  const before = text.lastIndexOf("\n\n", notable);
  return before < 0 ? from : from + before + 2;
}

/** The bodies of such events, parsed together, which takes half as long; one by one if that is not valid JSON. */
export function plainBodies(bytes: Buffer): readonly Json[] {
  const texts = bytes.toString("utf8", DATA.length, bytes.length - END.length).split(END + DATA);
  const together = parseJson(`[${texts.join()}]`);
  if (Array.isArray(together) && together.length === texts.length) return listOf(together);
  return texts.map(parseObject).filter((body) => body !== null);
}

/** Whether events, as Latin-1, have a part of the answer: text, reasoning, a tool call, or a refusal. */
export const haveToken = (ascii: string): boolean => TOKEN.test(ascii);

/** Data that some gateways send as a keep-alive. */
const KEEP_ALIVE = /^\W*(?:ping|pong|keep[-_ ]?alive|heart[-_ ]?beat|processing)\W*$/i;
const MAX_KEEP_ALIVE_LENGTH = 40;

/** Whether an event has no data, or only a keep-alive. */
export function saysNothing(data: string | null): boolean {
  const text = data?.trim() ?? "";
  return text === "" || (text.length < MAX_KEEP_ALIVE_LENGTH && KEEP_ALIVE.test(text));
}

/** One event of a chat stream: its original bytes, parsed only on demand. */
export class ChatChunk {
  readonly event: SseEvent;
  #body: Json | null | undefined;
  #bytes: Buffer | null = null;

  constructor(event: SseEvent) {
    this.event = event;
  }

  /** The bytes to send: the upstream's, or ours if the body was changed. */
  get bytes(): Buffer {
    return this.#bytes ?? this.event.bytes;
  }

  get changed(): boolean {
    return this.#bytes !== null;
  }

  /** Its JSON object; null when it has none. */
  get body(): Json | null {
    if (this.#body === undefined) this.#body = parseObject(this.event.data ?? "");
    return this.#body;
  }

  /** Replaces the body, and so the bytes to send. */
  change(body: Json): void {
    this.#body = body;
    this.#bytes = jsonEvent(body);
  }

  get isDone(): boolean {
    return this.event.ascii.includes("[DONE]") && this.event.data?.trim() === "[DONE]";
  }

  get isComment(): boolean {
    return this.event.bytes[0] === COMMENT && this.event.data === null;
  }

  /** Whether it has a part of the answer: text, reasoning, a tool call, or a refusal. */
  get isToken(): boolean {
    return haveToken(this.event.ascii);
  }

  /** Whether it may have more than a part of the answer, and so must be parsed. */
  get isNotable(): boolean {
    return NOTABLE.test(this.event.ascii) || !this.#isPlain;
  }

  /** Whether it is one data line that looks like a JSON object. */
  get #isPlain(): boolean {
    const text = this.event.ascii;
    const end = text.length - 2;
    return text.startsWith(PLAIN) && text.charCodeAt(end - 1) === CLOSE && text.indexOf("\n") === end;
  }
}

/** The typed events in the body of a chunk or of a complete response. */
export function chatEventsOf(body: Json): ChatEvent[] {
  const events: ChatEvent[] = [];
  for (const [at, choice] of choicesOf(body).entries()) {
    const number = indexOf(choice, at);
    const delta = deltaOf(choice);
    const add = (kind: "text" | "reasoning" | "refusal", text: unknown) => {
      if (typeof text === "string" && text !== "") events.push({ kind, choice: number, text });
    };
    add("reasoning", reasoningOf(delta));
    add("text", delta.content);
    add("refusal", delta.refusal);
    for (const [place, call] of listOf(delta.tool_calls).entries()) {
      const { name, arguments: json } = recordOf(call.function) ?? {};
      events.push({
        kind: "tool_call",
        choice: number,
        index: indexOf(call, place),
        id: textOf(call.id),
        name: textOf(name),
        arguments: typeof json === "string" ? json : "",
      });
    }
    const reason = reasonOf(choice);
    if (reason) events.push({ kind: "finish", choice: number, reason });
  }
  return events;
}

/** The choices of a body that are objects. */
export const choicesOf = (body: Json): readonly Json[] => listOf(body.choices);

/** A choice's content: the delta of a stream, or the message of a complete response. */
export const deltaOf = (choice: Json): Json => recordOf(choice.delta) ?? recordOf(choice.message) ?? {};

/** Whether a body has the citations of its answer. */
export const citesPages = (body: Json): boolean =>
  Array.isArray(body.citations) || choicesOf(body).some((choice) => Array.isArray(deltaOf(choice).annotations));

/** The finish reason of a choice; null while it is running. An empty string doesn't count. */
export const reasonOf = (choice: Json): string | null => textOf(choice.finish_reason);

/** The reasoning of a delta or message, under either of its names, or in its details. */
export function reasoningOf({ reasoning_content, reasoning, reasoning_details }: Json): string | null {
  const details = () => listOf(reasoning_details).map(({ text, summary }) => filledOf(text) ?? filledOf(summary) ?? "");
  return filledOf(reasoning_content) ?? filledOf(reasoning) ?? (details().join("") || null);
}

/** The index of a choice or tool call; its list position when it has none. */
export const indexOf = ({ index }: Json, place: number): number =>
  typeof index === "number" && Number.isInteger(index) && index >= 0 ? index : place;

const filledOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** A name: text with more than whitespace. */
const textOf = (value: unknown): string | null => (typeof value === "string" && value.trim() !== "" ? value : null);
