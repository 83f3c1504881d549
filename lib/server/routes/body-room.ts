import { ApiError } from "@/lib/contract/error";
import { isLargeBody } from "./parse";

/** Bytes of bodies that the process holds at once before large ones are refused: parsed, one takes several times as much. */
const MAX_HELD_BYTES = 256 << 20;

/** How much of the process's room for bodies is taken. */
export class BodyRoom {
  #held = 0;

  constructor(readonly mostBytes = MAX_HELD_BYTES) {}

  /** Room for one body: `add` for each piece throws provider_overloaded where a large body has none, `free` gives it back. */
  begin(): { add(bytes: number): void; free(): void } {
    let own = 0;
    return {
      add: (bytes) => {
        own += bytes;
        this.#held += bytes;
        if (this.#held <= this.mostBytes || !isLargeBody(own)) return;
        const message = "too many large requests are under way here: try again in some seconds";
        throw new ApiError("provider_overloaded", message, { retryAfterSeconds: 5 });
      },
      free: () => {
        this.#held -= own;
        own = 0;
      },
    };
  }
}
