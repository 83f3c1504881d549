import type { ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import { Lru } from "@/lib/models/lru";
import { Affinity } from "./affinity";
import { Breakers } from "./breakers";
import { Call, type CallContext, type ChatOptions } from "./call";
import type { ChatCaller, CompleteOptions } from "./complete-options";
import { openAnswer } from "./open-answer";
import { passable } from "./passed-fields";
import { planOf } from "./plan";
import type { CutStream, RawAnswer } from "./raw-answer";
import { RefusedParts } from "./refused-fields";
import { streamAnswer } from "./stream-answer";
import { CHAT_TIMES } from "./times";
import { wholeAnswer } from "./whole-answer";

const MAX_TRANSLATED = 5_000;

/** Completes chats: plans, calls, falls back, relays, and accounts for them. */
export class Chat implements CallContext {
  readonly breakers = new Breakers();
  readonly affinity = new Affinity();
  readonly options: ChatOptions;
  readonly times;
  readonly cuts = new Set<CutStream>();
  readonly translated = new Lru<string, number>(MAX_TRANSLATED);
  readonly refused = new RefusedParts();
  #onIdle = () => {};
  #open = 0;

  constructor(options: ChatOptions) {
    this.options = options;
    this.times = options.times ?? CHAT_TIMES;
  }

  /** Ends all running streams, each with an error event, so that none looks complete. */
  interrupt(): void {
    const message = "this server is shutting down before the answer is complete: try again";
    for (const stream of [...this.cuts])
      stream.cut(new ApiError("server", message, { code: "stopping", retryable: true }));
  }

  /** Resolves when every call has ended and been recorded, or after `mostMs`. */
  async whenIdle(maxMs: number): Promise<void> {
    if (this.#open === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
      setTimeout(resolve, maxMs).unref();
    });
  }

  get running(): number {
    return this.#open;
  }

  /**
   * Completes a validated request. Closes the upstream connection when the client disconnects. Throws an ApiError if
   * nothing has been sent; later errors are written to the stream.
   */
  async complete(request: ChatRequest, caller: ChatCaller | null, options: CompleteOptions): Promise<RawAnswer> {
    const call = new Call(this, request, caller, options);
    const lookup = this.options.ownKeys(caller);
    call.ownKeys = lookup instanceof Promise ? await lookup : lookup;
    const planned = planOf(request, this.options.models, call);
    const candidates = passable(planned, request, ({ offer }) => call.mayCost(offer));
    call.first = candidates[0]?.offer ?? null;
    this.#open++;
    const opening = openAnswer(candidates, call);
    if (request.stream) return streamAnswer(call, opening);
    try {
      const answer = wholeAnswer(request, await opening, call);
      return answer instanceof Promise ? await answer : answer;
    } catch (error) {
      const apiError = error instanceof ApiError ? error : new ApiError("server", "the answer could not be read");
      const { opened = null, bill = null } = call.billed ?? {};
      call.write(opened, { outcome: call.client.canceled ? "cancelled" : "error", bill, errorType: apiError.type });
      throw error;
    }
  }

  ended(): void {
    if (--this.#open === 0) this.#onIdle();
  }
}
