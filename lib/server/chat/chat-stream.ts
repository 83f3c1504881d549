import type { Json } from "@/lib/contract/json-object";
import { SseBatch, type SseEvent, SseReader } from "@/lib/net/sse";
import type { UpstreamFlow } from "../providers/call";
import { reportedError } from "./answer-error";
import { ChatChunk, choicesOf, reasonOf, saysNothing } from "./chat-event";

/** Receives complete events, then the end: null when the body ended normally, otherwise the error. */
export interface EventSink {
  events(batch: SseBatch): void;
  end(error: Error | null): void;
}

/** Bytes that may precede the first token (a role, empty chunks) without ending the wait. */
const HELD_BYTES = 65_536;
/** How long a connection may stay open after the answer is complete, in ms, so that it can be reused. */
const LINGER_MS = 1_000;

/** A gateway's event stream: read immediately, buffered until it is taken. */
export class ChatStream {
  /** Events received before it was taken. */
  readonly held: SseBatch[] = [];
  /** The body of the first event with a body, once parsed. */
  first: Json | null = null;
  ended: { error: Error | null } | null = null;
  readonly #flow: () => UpstreamFlow;
  readonly #decides: (event: SseEvent) => boolean;
  readonly #reader = new SseReader();
  #onFirst: (() => void) | null;
  #sink: EventSink | null = null;
  #heldBytes = 0;
  #linger: NodeJS.Timeout | null = null;

  /**
   * @param onFirst called at the first token, any other event that determines the outcome, or the end
   * @param decides whether an event determines the outcome
   */
  constructor(flow: () => UpstreamFlow, onFirst: () => void, decides = decidesChat) {
    this.#flow = flow;
    this.#onFirst = onFirst;
    this.#decides = decides;
  }

  push(chunk: Buffer): void {
    if (this.ended || this.#linger) return;
    this.#reads(() => {
      const batch = this.#reader.push(chunk);
      if (batch) this.#events(batch);
    });
  }

  /** The gateway has ended the stream, or the connection has broken. */
  finish(error: Error | null): void {
    if (this.ended) return;
    if (this.#linger) clearTimeout(this.#linger);
    if (!error && !this.#linger) {
      // Some gateways omit the blank line after their last event.
      const rest = this.#reader.rest();
      if (rest && !this.#reads(() => isWhole(rest) && this.#events(new SseBatch(rest.bytes)))) return;
    }
    this.#end(error);
  }

  /** Passes buffered and all further events to the sink. */
  take(sink: EventSink): void {
    this.#sink = sink;
    const isRead = this.#reads(() => {
      for (const batch of this.held.splice(0)) sink.events(batch);
    });
    if (isRead && this.ended) sink.end(this.ended.error);
  }

  pause(): void {
    this.#flow().pause();
  }

  resume(): void {
    this.#flow().resume();
  }

  /** Stops reading: a complete answer's connection can be reused, so it gets a moment to end. */
  close(now: boolean): void {
    if (this.ended) return;
    this.#sink = null;
    if (now) {
      this.ended = { error: null };
      this.#flow().close();
      return;
    }
    this.#flow().resume();
    this.#linger = setTimeout(() => this.#flow().close(), LINGER_MS);
    this.#linger.unref();
  }

  /** Runs `events`; false if they can't be parsed, which ends the stream like a broken connection. */
  #reads(events: () => void): boolean {
    try {
      events();
      return true;
    } catch (error) {
      this.#end(error as Error);
      this.#flow().close();
      return false;
    }
  }

  #end(error: Error | null): void {
    this.ended = { error };
    this.#sink?.end(error);
    this.#started();
  }

  #started(): void {
    const notify = this.#onFirst;
    this.#onFirst = null;
    notify?.();
  }

  #events(batch: SseBatch): void {
    if (this.#sink) {
      this.#sink.events(batch);
      return;
    }
    this.held.push(batch);
    this.#heldBytes += batch.bytes.length;
    if (this.#heldBytes > HELD_BYTES || batch.some(this.#decides)) this.#started();
  }
}

/** Whether an event determines how to proceed: a token, the end, or an error. */
function decidesChat(event: SseEvent): boolean {
  const chunk = new ChatChunk(event);
  if (chunk.isToken || chunk.isDone) return true;
  if (!chunk.isNotable || saysNothing(chunk.event.data)) return false;
  const { body } = chunk;
  return !body || reportedError(body, chunk.event.type) !== null || choicesOf(body).some((c) => reasonOf(c) !== null);
}

function isWhole(event: SseEvent): boolean {
  const chunk = new ChatChunk(event);
  return chunk.isDone || chunk.body !== null;
}
