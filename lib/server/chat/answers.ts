import { setTimeout as sleep } from "node:timers/promises";
import type { AnswerError, AnswerEvent, AnswerFacts, Message, MessageState } from "@/lib/contract/conversation";
import { ApiError, errorBody } from "@/lib/contract/error";
import type { ChatStore, MessageRow } from "../db/chats";
import type { Log } from "../log";
import { type AnswerEnd, errorOf, readAnswer } from "./answer-reader";
import { contentColumns, messageOf } from "./rows";
import type { ChatAnswer } from "./stream-answer";

/** Between two writes of what came of an answer there is at least this long, in ms. */
const WRITE_MS = 30;

/** Opens the stream of an answer. */
export type OpenStream = (signal: AbortSignal) => Promise<ChatAnswer>;

interface Step {
  kind: "text" | "reasoning";
  text: string;
}

interface Live {
  session: number;
  /** What was written down, and so may be shown: nothing that was seen is lost when the process is killed. */
  events: AnswerEvent[];
  /** What came and is not written down yet. */
  pending: Step[];
  ended: boolean;
  /** Wakes the one who writes. */
  came: () => void;
  stop: AbortController;
  stopped: boolean;
  hear: Set<() => void>;
  over: Promise<void>;
}

const INTERRUPTED: AnswerError = {
  message: "the server was stopped while this was being written: what came is kept",
  error_type: "server",
  retryable: true,
  retry_at: null,
};

/** Answers that are being written: by the server, whoever looks on, so that a reader may come and go. */
export class Answers {
  readonly #live = new Map<number, Live>();

  constructor(
    readonly store: ChatStore,
    readonly log: Log,
  ) {}

  /** After a start: what was being written when the process ended is kept and marked. */
  async recover(): Promise<void> {
    for (const row of await this.store.unfinished()) {
      if (this.#live.has(row.id)) continue;
      const events = await this.store.events(row.id, 0);
      const of = (kind: string) =>
        events
          .filter((event) => event.kind === kind)
          .map(({ text }) => text)
          .join("");
      const text = startOf(row) + of("text");
      await this.store.finish(row.id, {
        ...contentColumns(text),
        reasoning: of("reasoning"),
        state: "interrupted",
        error: JSON.stringify(INTERRUPTED),
      });
    }
  }

  /** Begins to write an answer into a message that was added as `running`. Returns at once. */
  begin(row: MessageRow, askedGateway: string | null, open: OpenStream): void {
    const live: Live = {
      session: row.session_id,
      events: [],
      pending: [],
      ended: false,
      came: () => {},
      stop: new AbortController(),
      stopped: false,
      hear: new Set(),
      over: Promise.resolve(),
    };
    this.#live.set(row.id, live);
    live.over = this.#run(row, live, askedGateway, open)
      .catch((error: Error) => this.log.error({ err: error, message: row.id }, "an answer could not be kept"))
      .finally(() => {
        this.#live.delete(row.id);
        for (const hear of live.hear) hear();
      });
  }

  /** The answers of a conversation, or of all for null, that are being written. */
  running(session: number | null): number[] {
    return [...this.#live].filter(([, live]) => session === null || live.session === session).map(([id]) => id);
  }

  /** Ends an answer; what came is kept. False when it is not being written here. */
  stop(id: number): boolean {
    const live = this.#live.get(id);
    if (!live) return false;
    live.stopped = true;
    live.stop.abort();
    return true;
  }

  /** The steps of an answer after one of them, as they come, until it ends; nothing when it is not being written. */
  async *follow(id: number, after: number, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const live = this.#live.get(id);
    if (!live) return;
    let wake = () => {};
    const hear = () => wake();
    live.hear.add(hear);
    signal.addEventListener("abort", hear);
    try {
      for (let next = after; ; ) {
        for (const event of live.events.slice(next)) {
          yield event;
          next = event.seq;
        }
        if (signal.aborted || !this.#live.has(id)) return;
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        if (live.events.length > next || !this.#live.has(id)) continue;
        await woken;
      }
    } finally {
      live.hear.delete(hear);
      signal.removeEventListener("abort", hear);
    }
  }

  /** Stops all that is being written, and waits until it is kept. */
  async close(): Promise<void> {
    const all = [...this.#live.values()];
    for (const live of all) live.stop.abort();
    await Promise.all(all.map(({ over }) => over));
  }

  async #run(row: MessageRow, live: Live, askedGateway: string | null, open: OpenStream): Promise<void> {
    const began = performance.now();
    const at: { first: number | null; text: number | null } = { first: null, text: null };
    const add = (kind: Step["kind"], text: string) => {
      at.first ??= performance.now();
      if (kind === "text") at.text ??= performance.now();
      const last = live.pending.at(-1);
      if (last?.kind === kind) last.text += text;
      else live.pending.push({ kind, text });
      live.came();
    };
    const writing = this.#write(row.id, live);
    const { end, thrown } = await this.#read(live, open, add);
    live.ended = true;
    live.came();
    await writing;
    const of = (type: string) => live.events.flatMap((e) => (e.type === type && "text" in e ? [e.text] : [])).join("");
    const facts: AnswerFacts = {
      gateway: end?.gateway ?? null,
      native_id: end?.nativeId ?? null,
      asked_gateway: askedGateway,
      first_token_ms: at.first === null ? null : Math.round(at.first - began),
      duration_ms: Math.round(performance.now() - began),
      reasoning_ms:
        of("reasoning") === "" || at.first === null ? null : Math.round((at.text ?? performance.now()) - at.first),
      usage: end?.usage ?? null,
    };
    const error = thrown ?? end?.error ?? (end && !end.finished ? CUT : null);
    const text = startOf(row) + of("text");
    const state: MessageState = live.stopped
      ? "stopped"
      : error === null
        ? "done"
        : text === ""
          ? "error"
          : "interrupted";
    const finished = await this.store.finish(row.id, {
      ...contentColumns(text),
      reasoning: of("reasoning"),
      state,
      facts: JSON.stringify(facts),
      error: live.stopped || error === null ? null : JSON.stringify(error),
      tokens: facts.usage?.completion_tokens ?? null,
    });
    const value: Message = messageOf(finished);
    live.events.push({ type: "end", seq: live.events.length + 1, message: row.id, value });
  }

  async #read(live: Live, open: OpenStream, add: (kind: Step["kind"], text: string) => void) {
    let end: AnswerEnd | null = null;
    try {
      const answer = await open(live.stop.signal);
      if (typeof answer.body === "string") throw new Error("a stream was asked for and a whole answer came");
      const sink = { text: (text: string) => add("text", text), reasoning: (text: string) => add("reasoning", text) };
      end = await readAnswer(answer.body, sink, live.stop.signal);
      if (live.stop.signal.aborted) return { end, thrown: live.stopped ? null : INTERRUPTED };
      return { end, thrown: null };
    } catch (error) {
      if (live.stop.signal.aborted) return { end, thrown: live.stopped ? null : INTERRUPTED };
      if (!(error instanceof ApiError)) this.log.error({ err: error }, "an answer broke off");
      const known = error instanceof ApiError ? error : new ApiError("server", "the answer broke off here");
      return { end, thrown: errorOf(errorBody(known, "").error) };
    }
  }

  /** Writes what has come since the last time, and only then shows it, until the answer has ended. */
  async #write(id: number, live: Live): Promise<void> {
    while (!live.ended || live.pending.length > 0) {
      if (live.pending.length === 0) {
        await new Promise<void>((resolve) => {
          live.came = resolve;
        });
        continue;
      }
      const steps = live.pending;
      live.pending = [];
      const fresh = steps.map(({ kind, text }, i) => ({
        type: kind,
        seq: live.events.length + 1 + i,
        message: id,
        text,
      }));
      const rows = fresh.map(({ type, seq, text }) => ({ message_id: id, seq, kind: type, text }));
      await this.store.addEvents(rows).catch((error: Error) => {
        this.log.warn(
          { err: error, message: id },
          "what came of an answer could not be written: its end is tried again",
        );
      });
      live.events.push(...fresh);
      for (const hear of live.hear) hear();
      if (!live.ended) await sleep(WRITE_MS);
    }
  }
}

const CUT: AnswerError = {
  message: "the answer was cut before its end",
  error_type: "provider_unavailable",
  retryable: true,
  retry_at: null,
};

/** What an answer that goes on begins with. */
function startOf(row: MessageRow): string {
  const content = JSON.parse(row.content) as unknown;
  return typeof content === "string" ? content : "";
}
