import type { ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import { type Json, parseObject } from "@/lib/contract/json-object";
import { jsonEvent, type SseBatch, SseEvent } from "@/lib/net/sse";
import { gatewayName } from "../providers/names";
import { reportedError } from "./answer-error";
import { AnswerState } from "./answer-state";
import { ChatChunk, citesPages, plainBodies, saysNothing } from "./chat-event";
import type { EventSink } from "./chat-stream";
import { HeldAnswer } from "./held-answer";
import type { ChunkWriter } from "./raw-answer";
import { errorIn, toApiError } from "./read-error";
import type { CallOutcome } from "./record";
import { type RelayEnd, type RelayStart, unwritten } from "./relay-start";
import { type Bill, estimatedBill, reportedBill } from "./reply";
import { textOfChoices } from "./tokens";

const OPENING_BRACE = 123;
/** Some servers end a stream with an error as plain JSON. */
const isBareJson = ({ bytes }: SseEvent) => bytes[0] === OPENING_BRACE;

/** Relays a stream to a writer, chunk by chunk, and decides at its end whether the answer is complete. */
export class Relay implements EventSink {
  readonly #start: RelayStart;
  readonly #request: ChatRequest;
  readonly #writer: ChunkWriter;
  readonly #onEnd: (end: RelayEnd) => void;
  readonly #state: AnswerState;
  readonly #held = new HeldAnswer();
  #finished = false;
  /** Whether the wait for usage restarts after these events. */
  #isWaiting = false;
  #waiting: NodeJS.Timeout | null = null;
  #over = false;

  constructor(started: RelayStart, request: ChatRequest, writer: ChunkWriter, onEnd: (end: RelayEnd) => void) {
    this.#start = started;
    this.#request = request;
    this.#writer = writer;
    this.#onEnd = onEnd;
    this.#state = new AnswerState(started.adapter.choices(request), request, started.stream.first);
  }

  events(batch: SseBatch): void {
    if (this.#over) return;
    this.#held.add(batch.bytes);
    const { bytes } = batch;
    const plain = this.#state.skimStart(batch.ascii);
    if (plain > 0) {
      const passed = plain === bytes.length ? bytes : bytes.subarray(0, plain);
      if (!this.#writer.chunks(() => plainBodies(passed), passed)) this.#start.stream.pause();
    }
    if (plain < bytes.length) this.#each(batch.eventsFrom(plain), bytes.subarray(plain));
    this.#wait();
  }

  #each(events: readonly SseEvent[], bytes: Buffer): void {
    const chunks: ChatChunk[] = [];
    const pieces: Buffer[] = [];
    const flush = () => {
      if (pieces.length === 0) return;
      // Held-back events are not among the chunks.
      const asCame = pieces.length === events.length && !chunks.some(({ changed }) => changed);
      const bodies = () => chunks.map(({ body }) => body).filter((body) => body !== null);
      if (!this.#writer.chunks(bodies, asCame ? bytes : Buffer.concat(pieces))) this.#start.stream.pause();
      chunks.length = 0;
      pieces.length = 0;
    };
    for (const event of events) {
      const chunk = new ChatChunk(event);
      const how = this.#state.skim(chunk) ? "pass" : this.#read(chunk);
      if (how === "pass" || how === "comment") {
        pieces.push(chunk.bytes);
        if (how === "pass") chunks.push(chunk);
      } else if (how === "last") {
        flush();
        this.#writer.finish(chunk);
        this.#isWaiting = true;
      } else if (how !== "drop") {
        flush();
        if (how === "done") this.#done();
        else this.fail(how);
        return;
      }
    }
    flush();
  }

  end(error: Error | null): void {
    if (this.#over) return;
    if (this.#state.finished) this.#complete();
    else {
      const silent = (error as { code?: string } | null)?.code === "UND_ERR_BODY_TIMEOUT";
      if (silent) this.fail(new ApiError("timeout", `${this.#name} stopped sending in the middle of its answer`));
      else this.fail(this.#cut());
    }
  }

  /** Sends an error event and closes the upstream connection. */
  fail(error: ApiError): void {
    if (!this.#stop(true)) return;
    this.#writer.fail(error, this.#start.facts.request_id, this.#start.facts);
    void this.#settle("interrupted", error);
  }

  /** The client has disconnected: closes the upstream connection and records what was received. */
  cancel(): void {
    if (this.#stop(true)) void this.#settle("cancelled", null);
  }

  #cut(): ApiError {
    return new ApiError("provider_unavailable", `the answer of ${this.#name} was cut off before its end`);
  }

  get #name(): string {
    return gatewayName(this.#start.offer.gateway);
  }

  /** Decides what to do with a chunk that had to be parsed. */
  #read(chunk: ChatChunk): "pass" | "comment" | "drop" | "last" | "done" | ApiError {
    const { event } = chunk;
    if (event.data === null) {
      const error = isBareJson(event) ? reportedError(parseObject(event.bytes.toString()) ?? {}) : null;
      return error ? toApiError(errorIn(this.#start.offer.gateway, error)) : "comment";
    }
    if (saysNothing(event.data)) return "drop";
    if (chunk.isDone) return "done";
    const { body } = chunk;
    if (!body) return new ApiError("provider_unavailable", `${this.#name} sent an event that is not JSON`);
    const failure = reportedError(body, event.type);
    if (failure) return toApiError(errorIn(this.#start.offer.gateway, failure));
    const usageBefore = this.#state.usage;
    this.#state.read(chunk);
    if (this.#state.usage !== usageBefore && this.#finished) this.#isWaiting = true;
    // Clients read the choices of every chunk.
    if (!Array.isArray(body.choices)) return "drop";
    const cites = citesPages(body);
    if (body.choices.length === 0 && body.usage) {
      if (!cites) return "drop";
      const { usage: _, ...rest } = body;
      chunk.change(rest);
      return "pass";
    }
    if (this.#finished) return chunk.isToken || cites ? "pass" : "drop";
    if (!this.#state.finished) return "pass";
    this.#finished = true;
    return "last";
  }

  #done(): void {
    if (this.#state.wholeWhenDone) this.#complete();
    else this.fail(this.#cut());
  }

  #complete(): void {
    if (!this.#stop(false)) return;
    const { facts } = this.#start;
    const missing = this.#state.unexplained;
    if (missing.length > 0) {
      const choices = missing.map((index) => {
        const { reason, delta } = this.#state.endOf(index);
        return { index, ...(this.#isText ? { text: "" } : { delta }), finish_reason: reason };
      });
      this.#writer.finish(new ChatChunk(new SseEvent(jsonEvent({ ...this.#frame(), choices }))));
    }
    void this.#settle("ok", null, (bill) => this.#writer.complete({ bill, facts, frame: () => this.#frame() }));
  }

  /** The answer is complete except for its usage, which may follow, even twice; often it has arrived already. */
  #wait(): void {
    if (this.#over || !this.#isWaiting) return;
    this.#isWaiting = false;
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (this.#state.usage) this.#complete();
      else this.#writer.late(this.#start.facts);
    }, this.#start.usageWaitMs);
  }

  /** Stops reading and writing; false when already stopped. */
  #stop(now: boolean): boolean {
    if (this.#over) return false;
    this.#over = true;
    if (this.#waiting) clearTimeout(this.#waiting);
    this.#start.stream.close(now);
    return true;
  }

  async #settle(outcome: CallOutcome, error: ApiError | null, before?: (bill: Bill) => void): Promise<void> {
    const { offer, startedAt, facts } = this.#start;
    const { usage } = this.#state;
    let bill: Bill | null = null;
    try {
      bill =
        reportedBill(usage, { offer, at: startedAt }) ??
        (await estimatedBill(usage, this.#request, this.#text(), { offer, at: startedAt }));
      before?.(bill);
      this.#onEnd({ outcome, bill, error, answerId: this.#first?.id });
    } catch {
      const failed = unwritten(bill);
      if (before) this.#writer.fail(failed, facts.request_id, facts);
      this.#onEnd({ outcome: before ? "interrupted" : outcome, bill, error: error ?? failed });
    } finally {
      this.#held.clear();
    }
  }

  /** Whether this is a text completion rather than a chat. */
  get #isText(): boolean {
    return this.#start.adapter.endpoint === "completions";
  }

  get #first(): Json | null {
    return this.#start.stream.first ?? this.#held.firstBody;
  }

  #text(): string {
    return this.#held.text(({ choices }) => textOfChoices(choices));
  }

  /** The fields that every chunk of this stream repeats, taken from its first. */
  #frame(): Json {
    const first = this.#first ?? {};
    const { id = this.#start.facts.request_id, created = Math.floor(Date.now() / 1000), model } = first;
    return {
      id,
      object: this.#isText ? "text_completion" : "chat.completion.chunk",
      created,
      model: model ?? this.#start.facts.model,
    };
  }
}
