import { type Json, listOf, withFields } from "@/lib/contract/json-object";
import { type ChatChunk, choicesOf, deltaOf, haveToken, indexOf, plainEnd, reasonOf } from "./chat-event";
import { lacksRole, normalChoice, normalChunkChoice } from "./normal-choice";
import { declaredNames, ToolCallNumbers } from "./tool-calls";
import { mergeUsage, type UsageReport, usageIn } from "./usage-report";

interface Choice {
  /** Some text, reasoning, or tool call was received. */
  hasToken: boolean;
  reason: string | null;
  /** It sent an empty finish reason, and may never send another. */
  emptyReason: boolean;
  calls: ToolCallNumbers | null;
  /** Its first chunk, which has the role, was received. */
  hasRole: boolean;
}

/** The state of a streamed answer: which choices have ended and why, and its usage. */
export class AnswerState {
  usage: UsageReport | null = null;
  readonly #choiceCount: number;
  readonly #choices = new Map<number, Choice>();
  #hasToken = false;

  readonly #request: Json;
  /** Whether a plain chunk needs no parsing: not before the role of its choice was sent. */
  #skims = false;
  #hasBegun = false;

  /**
   * @param choiceCount the requested number of choices
   * @param first the first chunk, if it is known: where its choices have no index, those of the others have none
   */
  constructor(choiceCount: number, request: Json, first: Json | null = null) {
    this.#choiceCount = Math.max(1, choiceCount);
    this.#request = request;
    const choices = first ? choicesOf(first) : [];
    if (!choices.some(lacksRole)) this.#begin(choices);
  }

  /** @param choices the choices of the first chunk that has any */
  #begin(choices: readonly Json[]): void {
    if (this.#hasBegun || choices.length === 0) return;
    this.#hasBegun = true;
    this.#skims = this.#choiceCount === 1 && choices.every(({ index }) => index != null);
  }

  /** Processes a chunk without parsing it; false when it must be parsed. */
  skim(chunk: ChatChunk): boolean {
    if (!this.#skims || chunk.isNotable) return false;
    this.#hasToken ||= chunk.isToken;
    return true;
  }

  /** Like `skim`, for the leading chunks of a batch, as Latin-1; returns where the chunks end that need no parsing. */
  skimStart(ascii: string): number {
    const end = this.#skims ? plainEnd(ascii, 0) : 0;
    this.#hasToken ||= end > 0 && haveToken(ascii.slice(0, end));
    return end;
  }

  /** Reads a parsed chunk and normalizes it for all clients. */
  read(chunk: ChatChunk): void {
    const { body } = chunk;
    if (!body) return;
    this.usage = mergeUsage(this.usage, usageIn(body));
    let changed = false;
    const received = choicesOf(body);
    const choices = received.map((choice, place) => {
      const state = this.#choice(indexOf(choice, place));
      state.hasToken ||= chunk.isToken;
      state.reason = reasonOf(choice) ?? state.reason;
      state.emptyReason ||= choice.finish_reason === "";
      if (listOf(deltaOf(choice).tool_calls).length > 0)
        state.calls ??= new ToolCallNumbers(declaredNames(this.#request));
      const normalized = normalChunkChoice(choice, place, state);
      state.hasRole = true;
      changed ||= normalized !== choice;
      return normalized;
    });
    this.#begin(received);
    // Usage is passed on once, when it is final.
    if (body.usage != null && choices.length > 0) {
      const { usage: _, ...rest } = body;
      chunk.change(withFields(rest, { choices }));
    } else if (changed) chunk.change(withFields(body, { choices }));
  }

  get finished(): boolean {
    const choices = [...this.#choices.values()];
    return choices.length >= this.#choiceCount && choices.every(({ reason }) => reason !== null);
  }

  /** Whether the answer is complete when [DONE] arrives: a choice that started and never finished is not. */
  get wholeWhenDone(): boolean {
    const choices = [...this.#choices.values()];
    if (choices.length === 0) return this.#hasToken;
    const reasons = choices.some(({ reason }) => reason !== null);
    const hasToken = this.#hasToken || choices.some((choice) => choice.hasToken);
    return choices.every(({ reason, emptyReason }) => reason !== null || (hasToken && (emptyReason || !reasons)));
  }

  /** The indices of the choices without a finish reason. */
  get unexplained(): number[] {
    if (this.#choices.size === 0) return [0];
    return [...this.#choices].filter(([, { reason }]) => reason === null).map(([number]) => number);
  }

  /** The end of a choice without a finish reason. */
  endOf(choice: number): { reason: string; delta: Json } {
    const calls = this.#choices.get(choice)?.calls;
    const endingCalls = calls?.ends(true) ?? [];
    return { reason: calls ? "tool_calls" : "stop", delta: endingCalls.length > 0 ? { tool_calls: endingCalls } : {} };
  }

  #choice(number: number): Choice {
    let state = this.#choices.get(number);
    if (state) return state;
    state = { hasToken: false, reason: null, emptyReason: false, calls: null, hasRole: this.#skims };
    this.#choices.set(number, state);
    return state;
  }
}

/** Normalizes a complete response for all clients; returns the same object when nothing changes. */
export function normalAnswer(body: Json): Json {
  const received = choicesOf(body);
  const choices = received.map(normalChoice);
  return choices.some((choice, place) => choice !== received[place]) ? { ...body, choices } : body;
}
