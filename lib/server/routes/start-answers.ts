import type { Context } from "hono";
import type { ChatTarget } from "@/lib/contract/conversation";
import { ApiError } from "@/lib/contract/error";
import { type AnswerRequest, type Conversations, startAnswer } from "../conversations/conversations";
import { readLine } from "../conversations/message-pages";
import type { MessageRow, SessionRow } from "../db/chats";
import type { Env } from "../env";
import type { Limiter, Limits } from "../limits/limiter";
import { clientAddress } from "../middleware/address";
import { type Head, setHeader } from "../middleware/head";
import type { Vars } from "../middleware/observe";
import { callLimiters, countAddress, countKey } from "../middleware/rate-limit";
import { bodyMemory } from "./memory-budget";

const MAX_AT_ONCE = 8;

interface NewAnswersAt {
  parent: number;
  targets: readonly ChatTarget[];
  /** The interrupted answer to continue. */
  begin?: AnswerRequest["begin"];
}

/** Starts answers in conversations, and counts each like an API call. */
export class AnswerStarter {
  readonly #conversations: Conversations;
  readonly #limiters: { byAddress: Limiter; byKey: Limiter };
  readonly #trustProxy: number;
  /** The number of answers that are being started, by conversation. */
  readonly #starting = new Map<number, number>();

  constructor(
    conversations: Conversations,
    limits: Pick<Limits, "limiter">,
    env: Pick<Env, "TRUST_PROXY" | "REQUESTS_PER_MINUTE">,
  ) {
    this.#conversations = conversations;
    this.#limiters = callLimiters(limits, env.REQUESTS_PER_MINUTE);
    this.#trustProxy = env.TRUST_PROXY;
  }

  /**
   * Starts further answers in a conversation, null for a new one, if their number allows it, and counts each as a call.
   * Throws rate_limit_exceeded.
   */
  async admit<T>(c: Context<Vars>, session: SessionRow | null, calls: number, start: () => Promise<T>): Promise<T> {
    const id = session?.id ?? null;
    if (id === null) {
      await this.#countCalls(c, calls);
      return start();
    }
    const starting = (this.#starting.get(id) ?? 0) + calls;
    this.#starting.set(id, starting);
    try {
      const running = (await this.#conversations.answers.running(id)).length;
      if (running + starting > MAX_AT_ONCE) {
        const message = `expected at most ${MAX_AT_ONCE} answers of one conversation at once: stop one first`;
        throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: 5 });
      }
      await this.#countCalls(c, calls);
      return await start();
    } finally {
      const remaining = (this.#starting.get(id) ?? 0) - calls;
      if (remaining > 0) this.#starting.set(id, remaining);
      else this.#starting.delete(id);
    }
  }

  async #countCalls(c: Context<Vars>, calls: number): Promise<void> {
    const { byAddress, byKey } = this.#limiters;
    const head: Head = [];
    try {
      await countAddress(clientAddress(c, this.#trustProxy), byAddress, head, calls);
      await countKey(c.var.caller, byKey, head, calls);
    } finally {
      for (let at = 0; at + 1 < head.length; at += 2) setHeader(c, head[at] as string, head[at + 1] as string);
    }
  }

  /** Starts one answer per target to a message. Holds the memory of what they send until they have ended. */
  async start(
    c: Context<Vars>,
    session: SessionRow,
    { parent, targets, begin = null }: NewAnswersAt,
  ): Promise<MessageRow[]> {
    const { store } = this.#conversations;
    const { caller, requestId } = c.var;
    const started: MessageRow[] = [];
    const countCall = () => countKey(caller, this.#limiters.byKey, []);
    // The first answer that ends names the conversation.
    let claims = 0;
    const claimTitle = () => claims++ === 0;
    const room = bodyMemory.begin();
    let running = targets.length;
    const onOver = () => {
      if (--running === 0) room.release();
    };
    try {
      const line = await readLine(store.pages, session.id, parent, room.add);
      for (const { model, gateway = null } of targets) {
        const order = { session, line, model, gateway, begin, claimTitle, countCall, onOver };
        started.push(await startAnswer(this.#conversations, order, caller, requestId));
      }
    } catch (error) {
      room.release();
      throw error;
    }
    await store.update(session.account_id, session.id, { model: targets[0]?.model ?? null });
    return started;
  }
}
