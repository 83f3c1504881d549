import { type Json, listOf, recordOf } from "@/lib/contract/json-object";
import { DONE_EVENT, jsonEvent, type SseBatch } from "@/lib/net/sse";
import type { UpstreamFlow } from "../providers/call";
import { gatewayName } from "../providers/names";
import { reportedError } from "./answer-error";
import { AnswerState } from "./answer-state";
import { ChatChunk, choicesOf, deltaOf, indexOf, reasonOf, saysNothing } from "./chat-event";
import { ChatStream, type EventSink } from "./chat-stream";
import type { AttemptOutcome } from "./opened-answer";
import { brokenFailure, errorIn } from "./read-error";

const MAX_COLLECTED_BYTES = 64 << 20;
/** Fields of a delta that are concatenated. */
const TEXTS = new Set([
  "content",
  "text",
  "reasoning",
  "reasoning_content",
  "refusal",
  "arguments",
  "data",
  "transcript",
]);
const ENDED: UpstreamFlow = { pause: () => {}, resume: () => {}, close: () => {} };

/** Converts a complete response to the equivalent stream, for a gateway that ignored `stream: true`. */
export function streamOf(body: Json): ChatStream {
  const { choices: _, usage, ...rest } = body;
  const frame = { ...rest, object: "chat.completion.chunk" };
  const choices = choicesOf(body);
  const complete = choices.map((choice, place) => {
    const { message: _, finish_reason: __, ...more } = choice;
    return { ...more, index: indexOf(choice, place), delta: streamed(deltaOf(choice)), finish_reason: null };
  });
  const ended = choices.map((choice, place) => {
    const finish_reason = reasonOf(choice) ?? (listOf(deltaOf(choice).tool_calls).length > 0 ? "tool_calls" : "stop");
    return { index: indexOf(choice, place), delta: {}, finish_reason };
  });
  const events = [
    { ...frame, choices: complete },
    { ...frame, choices: ended },
  ];
  if (recordOf(usage)) events.push({ ...frame, choices: [], ...{ usage } });
  const stream = new ChatStream(
    () => ENDED,
    () => {},
  );
  stream.push(Buffer.concat([...events.map(jsonEvent), DONE_EVENT]));
  stream.finish(null);
  return stream;
}

function streamed(message: Json): Json {
  const calls = listOf(message.tool_calls);
  return calls.length === 0 ? message : { ...message, tool_calls: calls.map((call, index) => ({ index, ...call })) };
}

/** A stream to collect: its gateway, its endpoint, and the requested number of choices. */
interface Collected {
  gateway: string;
  request: Json;
  choiceCount: number;
  stream: ChatStream;
}

/**
 * Collects a stream into one response, for a gateway that streams without a request to. Returns the stream.
 * @param judge the outcome of the collected response
 */
export function collectStream(
  judge: (text: string) => AttemptOutcome,
  from: Collected,
  done: (outcome: AttemptOutcome) => void,
): ChatStream {
  from.stream.take(new Collector(judge, from, done));
  return from.stream;
}

class Collector implements EventSink {
  readonly #judge: (text: string) => AttemptOutcome;
  readonly #gateway: string;
  readonly #stream: ChatStream;
  readonly #state: AnswerState;
  readonly #done: (outcome: AttemptOutcome) => void;
  readonly #choices = new Map<number, Json>();
  #body: Json = {};
  #bytes = 0;
  #over = false;

  constructor(
    judge: (text: string) => AttemptOutcome,
    { gateway, request, choiceCount, stream }: Collected,
    done: (outcome: AttemptOutcome) => void,
  ) {
    this.#judge = judge;
    this.#gateway = gateway;
    this.#state = new AnswerState(choiceCount, request);
    this.#stream = stream;
    this.#done = done;
  }

  events({ bytes, events }: SseBatch): void {
    this.#bytes += bytes.length;
    if (this.#bytes > MAX_COLLECTED_BYTES) this.#fail(`sent more than ${MAX_COLLECTED_BYTES} bytes`);
    for (const event of events) if (!this.#over && !saysNothing(event.data)) this.#take(new ChatChunk(event));
  }

  end(): void {
    this.#end(this.#state.finished);
  }

  #take(chunk: ChatChunk): void {
    const { body } = chunk;
    const reported = body && reportedError(body, chunk.event.type);
    if (chunk.isDone) this.#end(this.#state.wholeWhenDone);
    else if (!body) this.#fail("sent an event that is not JSON");
    else if (reported) this.#settle({ kind: "failed", failure: errorIn(this.#gateway, reported) });
    else {
      this.#state.read(chunk);
      if (Array.isArray(body.choices)) this.#add(chunk.body ?? body);
    }
  }

  #add(body: Json): void {
    const { choices: _, usage: __, ...rest } = body;
    for (const name in rest) this.#body[name] ??= rest[name];
    for (const [place, choice] of choicesOf(body).entries()) {
      const index = indexOf(choice, place);
      const { delta: _, message: __, finish_reason, ...more } = choice;
      const previous = this.#choices.get(index) ?? { index, message: { role: "assistant", content: null } };
      const message = merged(recordOf(previous.message) ?? {}, deltaOf(choice));
      const reason = reasonOf(choice) ?? previous.finish_reason ?? null;
      this.#choices.set(index, { ...merged(previous, more), index, message, finish_reason: reason });
    }
  }

  #end(whole: boolean): void {
    if (!whole) {
      this.#fail("was cut off before its end");
      return;
    }
    const choices = [...this.#choices.values()]
      .sort((a, b) => Number(a.index) - Number(b.index))
      .map((choice) => finished(choice, this.#state));
    const usage = this.#state.usage?.fields;
    const body = { ...this.#body, object: "chat.completion", choices, ...(usage ? { usage } : {}) };
    this.#settle(this.#judge(JSON.stringify(body)));
  }

  #fail(what: string): void {
    const message = `${gatewayName(this.#gateway)} answered with a stream that ${what}`;
    this.#settle({ kind: "failed", failure: brokenFailure("provider_unavailable", message) });
  }

  #settle(outcome: AttemptOutcome): void {
    if (this.#over) return;
    this.#over = true;
    this.#stream.close(outcome.kind === "failed");
    this.#done(outcome);
  }
}

/** A collected choice in its final form: with a finish reason, and tool calls without indices. */
function finished(choice: Json, state: AnswerState): Json {
  const { reason, delta } = choice.finish_reason == null ? state.endOf(Number(choice.index)) : NOTHING;
  const message = merged(recordOf(choice.message) ?? {}, delta);
  const calls = listOf(message.tool_calls).map(({ index: _, ...call }) => call);
  const complete = calls.length > 0 ? { ...message, tool_calls: calls } : message;
  return { ...choice, message: complete, finish_reason: choice.finish_reason ?? reason };
}

const NOTHING = { reason: "stop", delta: {} };

/** Merges a delta into a message: concatenates text and lists, merges tool calls by index, replaces everything else. */
function merged(previousSum: Json, piece: Json): Json {
  const sum = { ...previousSum };
  for (const [name, value] of Object.entries(piece)) {
    const previous = sum[name];
    if (value === null || value === undefined) sum[name] ??= null;
    else if (name === "tool_calls") sum[name] = mergedCalls(listOf(previous), listOf(value));
    else if (typeof value === "string" && typeof previous === "string" && TEXTS.has(name)) sum[name] = previous + value;
    else if (Array.isArray(value) && Array.isArray(previous)) sum[name] = [...previous, ...value];
    else if (recordOf(value) && recordOf(previous)) sum[name] = merged(previous as Json, value as Json);
    else if (!(value === "" && previous)) sum[name] = value;
  }
  return sum;
}

function mergedCalls(previous: readonly Json[], pieces: readonly Json[]): Json[] {
  const calls = [...previous];
  for (const piece of pieces) {
    const at = calls.findIndex(({ index }) => index === piece.index);
    if (at < 0) calls.push(piece);
    else calls[at] = merged(calls[at] ?? {}, piece);
  }
  return calls;
}
