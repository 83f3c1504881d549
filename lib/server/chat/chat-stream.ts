import { type SseBatch, type SseEvent, SseReader } from "@/lib/net/sse";
import type { UpstreamFlow } from "../providers/call";
import { toldError } from "./answer-error";
import { ChatChunk, choicesOf, reasonOf } from "./chat-event";

/** Takes whole events as they come, and the end: null when the body ended by itself, else what broke it. */
export interface EventSink {
  events(batch: SseBatch): void;
  end(error: Error | null): void;
}

/** So much may come before the first token (a role, empty pieces) without being one. */
const HELD_BYTES = 65_536;
/** How long a connection may stay open after the answer is whole, in ms, so that it can be used again. */
const LINGER_MS = 1_000;

/** A gateway's event stream: read at once, held until it is taken. */
export class ChatStream {
  /** What came before anybody took it. */
  readonly held: SseBatch[] = [];
  ended: { error: Error | null } | null = null;
  readonly #flow: () => UpstreamFlow;
  readonly #reader = new SseReader();
  #onFirst: (() => void) | null;
  #sink: EventSink | null = null;
  #heldBytes = 0;
  #linger: NodeJS.Timeout | null = null;

  /** @param onFirst told at the first token, at whatever else says how it goes on, or at the end */
  constructor(flow: () => UpstreamFlow, onFirst: () => void) {
    this.#flow = flow;
    this.#onFirst = onFirst;
  }

  /** Bytes of the gateway. */
  push(chunk: Buffer): void {
    if (this.ended || this.#linger) return;
    try {
      const batch = this.#reader.push(chunk);
      if (batch) this.#events(batch);
    } catch (error) {
      this.finish(error as Error);
      this.#flow().close();
    }
  }

  /** The gateway has ended, or the connection has broken. */
  finish(error: Error | null): void {
    if (this.ended) return;
    if (this.#linger) clearTimeout(this.#linger);
    if (!error && !this.#linger) {
      // Some gateways leave out the empty line after their last event.
      const rest = this.#reader.rest();
      if (rest && isWhole(rest)) this.#events({ bytes: rest.bytes, events: [rest] });
    }
    this.ended = { error };
    this.#sink?.end(error);
    this.#started();
  }

  /** Hands over what is held and everything that comes. */
  take(sink: EventSink): void {
    this.#sink = sink;
    for (const batch of this.held.splice(0)) sink.events(batch);
    if (this.ended) sink.end(this.ended.error);
  }

  pause(): void {
    this.#flow().pause();
  }

  resume(): void {
    this.#flow().resume();
  }

  /** Nothing more is wanted: at once when the answer is not whole, else after a moment for the connection's sake. */
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
    if (this.#heldBytes > HELD_BYTES || batch.events.some((event) => tellsMore(new ChatChunk(event)))) this.#started();
  }
}

/** Whether an event says how the answer goes on: a token, its end, or an error. */
function tellsMore(chunk: ChatChunk): boolean {
  if (chunk.isToken || chunk.isDone) return true;
  if (!chunk.isNotable || !chunk.event.data?.trim()) return false;
  const { body } = chunk;
  return !body || toldError(body, chunk.event.type) !== null || choicesOf(body).some((c) => reasonOf(c) !== null);
}

function isWhole(event: SseEvent): boolean {
  const chunk = new ChatChunk(event);
  return chunk.isDone || chunk.body !== null;
}
