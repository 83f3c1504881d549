import { setTimeout as sleep } from "node:timers/promises";
import { NoResultError } from "kysely";
import type { AnswerEvent, AnswerFacts, AnswerSource, Message, MessageState } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { readCount } from "@/lib/net/figures";
import type { RawAnswer } from "../chat/raw-answer";
import type { ChatStore, MessageRow, NewEventRow, NewMessageRow } from "../db/chats";
import type { Log } from "../log";
import { type AnswerEnd, answerError, readAnswer } from "./answer-reader";
import { AnswerSize, INTERRUPTED, TOO_LONG } from "./answer-size";
import { contentColumns, messageOf, sourcesOf, startOf } from "./rows";

/** The shortest time between two writes of an answer, in ms. */
const WRITE_MS = 30;
/** How often the end of an answer is retried while the store is unavailable, in ms. */
const RETRY_MS = 1_000;

export type OpenStream = (signal: AbortSignal) => Promise<RawAnswer>;

interface Step {
  kind: "text" | "reasoning";
  text: string;
}

/** An answer that this process is generating. */
export interface RunningAnswer {
  session: number;
  /** Longer answers are ended. */
  maxBytes: number;
  /** Events that readers have seen. They are stored before, except while the store fails. */
  events: AnswerEvent[];
  /** Received events that are not stored yet. */
  pending: Step[];
  ended: boolean;
  /** Wakes the writer. */
  onStep: () => void;
  stop: AbortController;
  stopped: boolean;
  listeners: Set<() => void>;
  finished: Promise<void>;
}

/** A new, empty answer. */
export function newRunningAnswer(session: number, maxBytes: number): RunningAnswer {
  return {
    session,
    maxBytes,
    events: [],
    pending: [],
    ended: false,
    onStep: () => {},
    stop: new AbortController(),
    stopped: false,
    listeners: new Set(),
    finished: Promise.resolve(),
  };
}

/** The sources of the continued answer, and its own; undefined when there are none. */
function allSources(previous: AnswerSource[] = [], added: AnswerSource[] = []): AnswerSource[] | undefined {
  const fresh = added.filter(({ url }) => !previous.some((source) => source.url === url));
  return previous.length + fresh.length > 0 ? [...previous, ...fresh] : undefined;
}

function endStateOf(error: object | null, text: string): MessageState {
  if (error === null) return "done";
  return text === "" ? "error" : "interrupted";
}

/** Reads an answer to its end and stores it step by step. */
export class AnswerWriter {
  constructor(
    readonly store: ChatStore,
    readonly log: Log,
    /** Aborts when nothing should be awaited any longer, not even the store. */
    readonly giveUp: AbortSignal,
  ) {}

  /** Resolves when the answer has ended and is stored. Rejects when it can't be. */
  async write(row: MessageRow, live: RunningAnswer, askedGateway: string | null, open: OpenStream): Promise<void> {
    const began = performance.now();
    const at: { first: number | null; text: number | null } = { first: null, text: null };
    const size = new AnswerSize(live.maxBytes - Buffer.byteLength(startOf(row)));
    const add = (kind: Step["kind"], piece: string) => {
      at.first ??= performance.now();
      if (kind === "text") at.text ??= performance.now();
      const text = size.take(kind, piece);
      if (size.full) live.stop.abort();
      // At most one step of each kind per write, however often they alternate.
      const same = live.pending.find((step) => step.kind === kind);
      if (same) same.text += text;
      else if (text !== "") live.pending.push({ kind, text });
      live.onStep();
    };
    const writing = this.#write(row.id, live);
    const { end, thrown } = await this.#read(live, open, add);
    live.ended = true;
    live.onStep();
    await writing;
    const of = (type: string) => live.events.flatMap((e) => (e.type === type && "text" in e ? [e.text] : [])).join("");
    const reasoning = of("reasoning");
    const facts: AnswerFacts = {
      gateway: end?.gateway ?? null,
      native_id: end?.nativeId ?? null,
      asked_gateway: askedGateway,
      first_token_ms: at.first === null ? null : Math.round(at.first - began),
      duration_ms: Math.round(performance.now() - began),
      reasoning_ms:
        reasoning === "" || at.first === null ? null : Math.round((at.text ?? performance.now()) - at.first),
      usage: end?.usage ?? null,
      finish_reason: end?.finishReason ?? null,
      sources: allSources(sourcesOf(row), end?.sources),
    };
    const error = live.stopped ? null : ((size.full ? TOO_LONG : thrown) ?? end?.error ?? null);
    const text = startOf(row) + of("text");
    const finished = await this.#finish(row.id, {
      ...contentColumns(text),
      reasoning,
      state: live.stopped ? "stopped" : endStateOf(error, text),
      facts: JSON.stringify(facts),
      error: error && JSON.stringify(error),
      tokens: readCount(facts.usage?.completion_tokens),
    });
    const value: Message = messageOf(finished);
    live.events.push({ type: "end", seq: live.events.length + 1, message: row.id, value });
  }

  /** Keep trying while the store is unavailable, so that the answer is not lost. */
  async #finish(id: number, set: Partial<NewMessageRow>): Promise<MessageRow> {
    for (;;) {
      try {
        return await this.store.finish(id, set);
      } catch (error) {
        if (this.giveUp.aborted || error instanceof NoResultError) throw error;
        this.log.warn({ err: error, message: id }, "the end of an answer could not be stored: retrying");
        await sleep(RETRY_MS, undefined, { signal: this.giveUp }).catch(() => {});
      }
    }
  }

  async #read(live: RunningAnswer, open: OpenStream, add: (kind: Step["kind"], text: string) => void) {
    let end: AnswerEnd | null = null;
    try {
      const answer = await open(live.stop.signal);
      if (typeof answer.body === "string") throw new Error("requested a stream, got a complete response");
      const sink = { text: (text: string) => add("text", text), reasoning: (text: string) => add("reasoning", text) };
      end = await readAnswer(answer.body, sink, live.stop.signal);
      if (live.stop.signal.aborted) return { end, thrown: live.stopped ? null : INTERRUPTED };
      return { end, thrown: null };
    } catch (error) {
      if (live.stop.signal.aborted) return { end, thrown: live.stopped ? null : INTERRUPTED };
      if (!(error instanceof ApiError)) this.log.error({ err: error }, "an answer was interrupted");
      const apiError = error instanceof ApiError ? error : new ApiError("server", "the answer was interrupted");
      return { end, thrown: answerError(apiError) };
    }
  }

  /** Stores new events before showing them, until the answer has ended. Readers do not wait for a store that fails. */
  async #write(id: number, live: RunningAnswer): Promise<void> {
    let unwritten: NewEventRow[] = [];
    while (!live.ended || live.pending.length > 0) {
      if (live.pending.length === 0) {
        await new Promise<void>((resolve) => {
          live.onStep = resolve;
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
      unwritten.push(...fresh.map(({ type, seq, text }) => ({ message_id: id, seq, kind: type, text })));
      try {
        await this.store.addEvents(unwritten);
        unwritten = [];
      } catch (error) {
        this.log.warn({ err: error, message: id }, "part of an answer could not be stored: retrying");
      }
      live.events.push(...fresh);
      for (const listener of live.listeners) listener();
      if (!live.ended) await sleep(WRITE_MS);
    }
  }
}
