import { type EventMarks, EventSplitter, isNotable, marksOf } from "@/lib/net/sse";
import type { UpstreamFlow } from "../providers/call";

/** Takes whole events as they come, and the end: null when the body ended by itself, else what broke it. */
export interface EventSink {
  /** `notable`: one of them says more than a piece of the answer. */
  events(bytes: Buffer, notable: boolean): void;
  end(error: Error | null): void;
}

const NO_MARKS: EventMarks = { token: false, done: false, finish: false, usage: false, error: false };
/** So much may come before the first token (a role, empty pieces) without being one. */
const HELD_BYTES = 65_536;
/** How long a connection may stay open after the answer is whole, in ms, so that it can be used again. */
const LINGER_MS = 1_000;
/** What may follow the last whole event and still be one, without the empty line behind it. */
const LAST_EVENT = /^data:.*[}\]]\s*$/s;

/** A gateway's event stream: read at once, held until somebody takes it. */
export class ChatStream {
  /** What came before anybody took it. */
  readonly held: { bytes: Buffer; marks: EventMarks }[] = [];
  ended: { error: Error | null } | null = null;
  readonly #flow: () => UpstreamFlow;
  readonly #splitter = new EventSplitter();
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
      const whole = this.#splitter.push(chunk);
      if (whole) this.#events(whole);
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
      const rest = this.#splitter.rest();
      if (LAST_EVENT.test(rest.toString())) this.#events(Buffer.concat([rest, Buffer.from("\n\n")]));
    }
    this.ended = { error };
    this.#sink?.end(error);
    this.#started();
  }

  /** Hands over what is held and everything that comes. */
  take(sink: EventSink): void {
    for (const { bytes, marks } of this.held.splice(0))
      sink.events(bytes, marks.usage || marks.finish || marks.done || marks.error);
    this.#sink = sink;
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

  #events(bytes: Buffer): void {
    const text = bytes.toString("latin1");
    if (this.#sink) {
      this.#sink.events(bytes, isNotable(text));
      return;
    }
    const marks = marksOf(text);
    this.held.push({ bytes, marks });
    this.#heldBytes += bytes.length;
    if (marks.token || marks.done || marks.finish || marks.error || this.#heldBytes > HELD_BYTES) this.#started();
  }

  /** What the held events say together. */
  get marks(): EventMarks {
    return this.held.reduce(
      (all, { marks }) => ({
        token: all.token || marks.token,
        done: all.done || marks.done,
        finish: all.finish || marks.finish,
        usage: all.usage || marks.usage,
        error: all.error || marks.error,
      }),
      NO_MARKS,
    );
  }
}
