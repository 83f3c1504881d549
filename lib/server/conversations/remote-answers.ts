import { randomInt } from "node:crypto";
import type { AnswerEvent } from "@/lib/contract/conversation";
import type { Channel } from "../db/channel";
import type { ChatStore, MessageRow } from "../db/chats";
import type { Log } from "../log";
import { recoverAnswer } from "./answer-recovery";
import { messageOf, startOf } from "./rows";

/** A writer must be missing twice, because it may only be disconnected. */
const POLL_MS = 2_000;
/** How often a reader announces that it follows, in ms; its writer assumes so for twice as long. */
const FOLLOW_MS = 10_000;
/** How often a reader polls, in ms, because notifications are lost while the connection is down. */
const FALLBACK_POLL_MS = 3_000;
/** Age in ms after which an unfinished answer without a stored writer (of an older version) counts as interrupted. */
const UNKNOWN_MS = 3_600_000;

/** Answers examined per poll, oldest first. */
const MAX_LOOKED_AT = 1_000;

/** What other processes need from this process's answers. */
interface LocalAnswers {
  stop(id: number): boolean;
  /**
   * Calls `listener` for each new part of an answer, and at its end. Returns a function that ends this; null when the
   * answer is not generated here.
   */
  listen(id: number, listener: () => void): (() => void) | null;
}

/**
 * Answers that other processes generate into the same PostgreSQL. Each process holds a lock under its number while it
 * runs, so that the others can detect answers that have lost their writer. An answer is announced only while another
 * process follows it.
 */
export class RemoteAnswers {
  /** This process's number. */
  readonly writer = randomInt(1, 2 ** 31 - 1);
  readonly #followers = new Map<number, Set<() => void>>();
  readonly #followed = new Map<number, { until: number; unlisten: () => void }>();
  #suspects = new Set<number>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;
  #detaching = false;

  constructor(
    readonly channel: Channel,
    readonly store: ChatStore,
    readonly log: Log,
    /** The maximum size kept of an answer that lost its writer, in bytes. */
    readonly maxBytes: number,
  ) {}

  /** Serves requests of other processes; called once. */
  serve(here: LocalAnswers): void {
    const { channel } = this;
    channel.on("stop", (id) => here.stop(Number(id)));
    channel.on("written", (id) => {
      for (const wake of this.#followers.get(Number(id)) ?? []) wake();
    });
    channel.on("follow", (text) => {
      const id = Number(text);
      const until = performance.now() + 2 * FOLLOW_MS;
      const followed = this.#followed.get(id);
      if (followed) {
        followed.until = until;
        return;
      }
      const unlisten = here.listen(id, () => {
        if ((this.#followed.get(id)?.until ?? 0) > performance.now()) channel.publish("written", text);
      });
      if (unlisten) this.#followed.set(id, { until, unlisten });
    });
    channel.onConnect(() => {
      void this.#lockWriterNumber();
      for (const id of this.#followers.keys()) channel.publish("follow", String(id));
    });
  }

  /** Locks this process's number and starts looking for answers without a writer. */
  async open(): Promise<void> {
    await this.#lockWriterNumber();
    await this.#poll();
  }

  running(session: number): Promise<number[]> {
    return this.store.running(session);
  }

  stop(id: number): void {
    this.channel.publish("stop", String(id));
  }

  /** The events of an answer after a sequence number, while another process generates it, until it ends. */
  async *follow(id: number, after: number, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const began = await this.store.message(id);
    if (began?.state !== "running") return;
    const wait = this.#waiter(id, signal);
    const sent = { text: startOf(began), reasoning: "" };
    try {
      for (let next = 0; !signal.aborted; ) {
        if (this.#detaching)
          throw new Error("this process is stopping: reconnect to follow the answer through another one");
        const events = await this.store.events(id, next);
        for (const { seq, kind, text } of events) {
          const type = kind === "reasoning" ? "reasoning" : "text";
          sent[type] += text;
          next = seq;
          if (seq > after) yield { type, seq, message: id, text };
        }
        if (events.length > 0) continue;
        const row = await this.store.message(id);
        if (!row) return;
        if (row.state !== "running") {
          yield* lastEvents(row, sent, next);
          return;
        }
        await wait.more();
      }
    } finally {
      wait.end();
    }
  }

  /** Disconnects followers through this process, so that they reconnect through another. */
  detach(): void {
    this.#detaching = true;
    for (const followers of this.#followers.values()) for (const wake of followers) wake();
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  /** Wakes a reader when its writer has more, when it disconnects, and periodically. */
  #waiter(id: number, signal: AbortSignal) {
    let changed = false;
    let wake = () => {};
    const onEvent = () => {
      changed = true;
      wake();
    };
    const all = this.#followers.get(id) ?? new Set();
    this.#followers.set(id, all.add(onEvent));
    const announce = () => this.channel.publish("follow", String(id));
    const announcing = setInterval(announce, FOLLOW_MS);
    const polling = setInterval(onEvent, FALLBACK_POLL_MS);
    signal.addEventListener("abort", onEvent);
    announce();
    return {
      more: async () => {
        if (!changed)
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        changed = false;
      },
      end: () => {
        clearInterval(announcing);
        clearInterval(polling);
        signal.removeEventListener("abort", onEvent);
        all.delete(onEvent);
        if (all.size === 0) this.#followers.delete(id);
      },
    };
  }

  async #lockWriterNumber(): Promise<void> {
    const got = await this.channel.tryLock(this.writer);
    if (!got && this.channel.connected)
      this.log.error({ writer: this.writer }, "another process has this process's writer number");
  }

  async #poll(): Promise<void> {
    try {
      await this.#recoverLost();
    } catch (error) {
      this.#suspects.clear();
      if (this.channel.connected) this.log.warn({ err: error }, "answers without a writer could not be looked up");
    }
    const now = performance.now();
    for (const [id, { until, unlisten }] of this.#followed) {
      if (until >= now) continue;
      unlisten();
      this.#followed.delete(id);
    }
    if (!this.#closed) this.#timer = setTimeout(() => void this.#poll(), POLL_MS).unref();
  }

  async #recoverLost(): Promise<void> {
    const unfinished = (await this.store.unfinished(0, MAX_LOOKED_AT)).filter(({ writer }) => writer !== this.writer);
    const alive = unfinished.length > 0 ? await this.channel.locked() : new Set<number>();
    const lost = unfinished.filter(({ writer, created_at }) =>
      writer === null ? Date.now() - Date.parse(created_at) > UNKNOWN_MS : !alive.has(writer),
    );
    for (const row of lost) {
      if (!this.#suspects.has(row.id) || !(await recoverAnswer(this.store, row.id, this.maxBytes))) continue;
      this.log.warn({ message: row.id }, "the process generating an answer is gone: keeping the text so far");
      this.channel.publish("written", String(row.id));
    }
    this.#suspects = new Set(lost.map(({ id }) => id));
  }
}

/** The events missing from the log because the answer ended meanwhile, and its end. */
function* lastEvents(row: MessageRow, sent: { text: string; reasoning: string }, last: number): Generator<AnswerEvent> {
  let seq = last;
  for (const type of ["reasoning", "text"] as const) {
    const stored = type === "text" ? startOf(row) : row.reasoning;
    const text = stored.slice(sent[type].length);
    if (text !== "" && stored.startsWith(sent[type])) yield { type, seq: ++seq, message: row.id, text };
  }
  yield { type: "end", seq: seq + 1, message: row.id, value: messageOf(row) };
}
