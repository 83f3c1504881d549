import type { Readable } from "node:stream";
import { type EventMarks, EventSplitter, marksOf } from "@/lib/net/sse";

/** Takes whole events as they come, and the end: null when the body ended by itself, else what broke it. */
export interface EventSink {
  events(bytes: Buffer, marks: EventMarks): void;
  end(error: Error | null): void;
}

const NO_MARKS: EventMarks = { token: false, done: false, finish: false, usage: false, error: false };
/** So much may come before the first token (a role, empty pieces) without being one. */
const HELD_BYTES = 65_536;
/** How long a connection may stay open after the answer is whole, in ms, so that it can be used again. */
const LINGER_MS = 1_000;

/** A gateway's event stream: read at once, held until somebody takes it. */
export class ChatStream {
  /** Resolves at the first token, at whatever else says how it goes on, or at the end; never rejects. */
  readonly first: Promise<void>;
  /** What came before anybody took it. */
  readonly held: { bytes: Buffer; marks: EventMarks }[] = [];
  ended: { error: Error | null } | null = null;
  readonly #body: Readable;
  readonly #splitter = new EventSplitter();
  #sink: EventSink | null = null;
  #heldBytes = 0;

  constructor(body: Readable) {
    this.#body = body;
    const { promise, resolve } = deferred();
    this.first = promise;
    const end = (error: Error | null) => {
      if (this.ended) return;
      this.ended = { error };
      this.#sink?.end(error);
      resolve();
    };
    body.on("data", (chunk: Buffer) => {
      try {
        const whole = this.#splitter.push(chunk);
        if (whole) this.#events(whole, resolve);
      } catch (error) {
        end(error as Error);
        body.destroy();
      }
    });
    body.on("end", () => {
      const rest = this.#splitter.rest();
      if (/^data:.*[}\]]\s*$/s.test(rest.toString())) this.#events(Buffer.concat([rest, Buffer.from("\n\n")]), resolve);
      end(null);
    });
    body.on("error", end);
    // An error with its stack costs more than a whole event: made only when it is one.
    body.on("close", () => this.ended ?? end(new Error("the connection was closed")));
  }

  /** Hands over what is held and everything that comes. */
  take(sink: EventSink): void {
    for (const { bytes, marks } of this.held.splice(0)) sink.events(bytes, marks);
    this.#sink = sink;
    if (this.ended) sink.end(this.ended.error);
  }

  pause(): void {
    this.#body.pause();
  }

  resume(): void {
    this.#body.resume();
  }

  /** Nothing more is wanted: at once when the answer is not whole, else after a moment for the connection's sake. */
  close(now: boolean): void {
    if (this.ended) return;
    this.#sink = null;
    if (now) {
      this.#body.destroy();
      return;
    }
    this.#body.resume();
    const timer = setTimeout(() => this.#body.destroy(), LINGER_MS);
    timer.unref();
    this.#body.once("close", () => clearTimeout(timer));
  }

  #events(bytes: Buffer, started: () => void): void {
    const marks = marksOf(bytes.toString("latin1"));
    if (this.#sink) {
      this.#sink.events(bytes, marks);
      return;
    }
    this.held.push({ bytes, marks });
    this.#heldBytes += bytes.length;
    if (marks.token || marks.done || marks.finish || marks.error || this.#heldBytes > HELD_BYTES) started();
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

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
