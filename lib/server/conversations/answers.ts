import type { AnswerEvent } from "@/lib/contract/conversation";
import { CancelSignal } from "@/lib/net/cancel-signal";
import type { ChatStore, MessageRow } from "../db/chats";
import type { Log } from "../log";
import { recoverAll } from "./answer-recovery";
import type { RemoteAnswers } from "./remote-answers";
import { AnswerWriter, newRunningAnswer, type OpenStream, type RunningAnswer } from "./running-answer";

interface BegunAnswer {
  askedGateway: string | null;
  /** Its maximum length, if below the general limit. */
  maxBytes: number;
  open: OpenStream;
  /** Called when it has ended, with a signal that is canceled when this process stops. */
  after(signal: CancelSignal): Promise<void>;
}

/** Running answers. The server generates them whether or not a client follows. */
export class Answers {
  readonly #live = new Map<number, RunningAnswer>();
  /** Work that follows answers, such as naming their conversation, with its cancel signal. */
  readonly #following = new Map<Promise<void>, CancelSignal>();
  readonly #giveUp = new AbortController();
  readonly #run: AnswerWriter;

  constructor(
    readonly store: ChatStore,
    readonly log: Log,
    /** Answers of other processes; null when this one has the store to itself. */
    readonly remoteAnswers: RemoteAnswers | null = null,
    /** Longer answers are ended, in bytes. */
    readonly maxBytes: number = Number.POSITIVE_INFINITY,
  ) {
    this.#run = new AnswerWriter(store, log, this.#giveUp.signal);
    remoteAnswers?.serve({
      stop: (id) => this.#stopHere(id),
      listen: (id, listener) => {
        const listeners = this.#live.get(id)?.listeners;
        listeners?.add(listener);
        return listeners ? () => void listeners.delete(listener) : null;
      },
    });
  }

  /** The writer number stored with answers that start here; null for a single process. */
  get writer(): number | null {
    return this.remoteAnswers?.writer ?? null;
  }

  /** After a start: keeps and marks the answers that were running when their process ended. */
  async recover(): Promise<void> {
    if (this.remoteAnswers) return this.remoteAnswers.open();
    await recoverAll(this.store, this.maxBytes, (id) => this.#live.has(id));
  }

  /** Starts generating an answer into a message that was added as `running`. */
  begin(row: MessageRow, { askedGateway, maxBytes, open, after }: BegunAnswer): void {
    const live = newRunningAnswer(row.session_id, Math.min(maxBytes, this.maxBytes));
    this.#live.set(row.id, live);
    live.finished = this.#run
      .write(row, live, askedGateway, open)
      .catch((error: Error) => this.log.error({ err: error, message: row.id }, "an answer could not be stored"))
      .finally(() => {
        this.#live.delete(row.id);
        for (const listener of live.listeners) listener();
      });
    const canceled = new CancelSignal();
    this.#watch(
      live.finished.then(() => after(canceled)),
      canceled,
    );
  }

  /** The number of answers running here. */
  get count(): number {
    return this.#live.size;
  }

  /** The running answers of a conversation, in any process. */
  async running(session: number): Promise<number[]> {
    if (this.remoteAnswers) return this.remoteAnswers.running(session);
    return [...this.#live].filter(([, live]) => live.session === session).map(([id]) => id);
  }

  /** Stops an answer, in whichever process it is running; its text so far is kept. */
  stop(id: number): void {
    if (!this.#stopHere(id)) this.remoteAnswers?.stop(id);
  }

  /** The events of an answer after a sequence number, as they arrive, until it ends; none when it is not running. */
  async *follow(id: number, after: number, signal: AbortSignal): AsyncGenerator<AnswerEvent> {
    const live = this.#live.get(id);
    if (!live) {
      if (this.remoteAnswers) yield* this.remoteAnswers.follow(id, after, signal);
      return;
    }
    let wake = () => {};
    const listener = () => wake();
    live.listeners.add(listener);
    signal.addEventListener("abort", listener);
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
      live.listeners.delete(listener);
      signal.removeEventListener("abort", listener);
    }
  }

  /** Resolves when no answer, and no work that follows one, is running here. */
  async idle(): Promise<void> {
    while (this.#live.size + this.#following.size > 0)
      await Promise.all([...[...this.#live.values()].map(({ finished }) => finished), ...this.#following.keys()]);
  }

  #watch(work: Promise<void>, canceled: CancelSignal): void {
    const watched = work
      .catch((err: Error) => this.log.info({ err }, "what follows an answer failed"))
      .finally(() => this.#following.delete(watched));
    this.#following.set(watched, canceled);
  }

  /** Disconnects followers of answers that other processes generate. */
  detach(): void {
    this.remoteAnswers?.detach();
  }

  /** Stops all running answers, and waits until they are stored. */
  async close(): Promise<void> {
    this.#giveUp.abort();
    for (const live of this.#live.values()) live.stop.abort();
    for (const canceled of this.#following.values()) canceled.cancel();
    await this.idle();
    await this.remoteAnswers?.close();
  }

  #stopHere(id: number): boolean {
    const live = this.#live.get(id);
    if (!live) return false;
    live.stopped = true;
    live.stop.abort();
    return true;
  }
}
