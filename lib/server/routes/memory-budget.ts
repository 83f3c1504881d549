import { ApiError } from "@/lib/contract/error";
import { isLargeBody } from "./parse";

/**
 * Maximum total bytes of request bodies in memory before large ones are rejected: a parsed body takes several times as
 * much.
 */
const MAX_BUDGET_BYTES = 256 << 20;

/** Tracks the memory used by request bodies. */
export class MemoryBudget {
  #held = 0;

  constructor(readonly maxBytes = MAX_BUDGET_BYTES) {}

  /** Bytes in memory. */
  get held(): number {
    return this.#held;
  }

  /**
   * Tracks one body: `add` throws provider_overloaded when there is no memory left for a large body. `free` releases it
   * permanently; later calls of `add` have no effect.
   */
  begin(): { add(bytes: number): void; release(): void } {
    let reserved = 0;
    let isReleased = false;
    return {
      add: (bytes) => {
        if (isReleased) return;
        reserved += bytes;
        this.#held += bytes;
        if (this.#held <= this.maxBytes || !isLargeBody(reserved)) return;
        const message = "too many large requests are under way here: try again in a few seconds";
        throw new ApiError("provider_overloaded", message, { retryAfterSeconds: 5 });
      },
      release: () => {
        isReleased = true;
        this.#held -= reserved;
        reserved = 0;
      },
    };
  }
}

/** The memory of request bodies of this process, and of conversations that are sent to gateways. */
export const bodyMemory = new MemoryBudget();

/** The memory of whole answers of running calls, for calls whose answers can be long. */
export const answerMemory = new MemoryBudget();
