import { ApiError } from "@/lib/contract/error";
import { isLargeBody } from "./parse";

/**
 * Total bytes of request bodies in memory before large ones are rejected: parsed, a body takes several times as much.
 */
const MAX_HELD_BYTES = 256 << 20;

/** Tracks the memory used by request bodies. */
export class BodyRoom {
  #held = 0;

  constructor(readonly mostBytes = MAX_HELD_BYTES) {}

  /** Bytes in memory. */
  get held(): number {
    return this.#held;
  }

  /**
   * Tracks one body: `add` throws provider_overloaded when there is no room for a large body. `free` releases it for
   * good: work that goes on after its client has left adds nothing.
   */
  begin(): { add(bytes: number): void; free(): void } {
    let own = 0;
    let isFree = false;
    return {
      add: (bytes) => {
        if (isFree) return;
        own += bytes;
        this.#held += bytes;
        if (this.#held <= this.mostBytes || !isLargeBody(own)) return;
        const message = "too many large requests are under way here: try again in a few seconds";
        throw new ApiError("provider_overloaded", message, { retryAfterSeconds: 5 });
      },
      free: () => {
        isFree = true;
        this.#held -= own;
        own = 0;
      },
    };
  }
}

/** The request bodies of this process, and the conversations that are sent to gateways. */
export const heldBodies = new BodyRoom();

/** The whole answers that calls under way may get, of the calls whose answers can be long. */
export const heldAnswers = new BodyRoom();
