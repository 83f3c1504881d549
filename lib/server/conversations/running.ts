import { ApiError } from "@/lib/contract/error";

const MAX_AT_ONCE = 2_000;

/** Counts running chats per key. */
export class Running {
  readonly #counts = new Map<number, number>();

  /** Counts a chat; the returned function ends it, once. Throws rate_limit_exceeded. */
  begin(keyId: number): () => boolean {
    const count = this.#counts.get(keyId) ?? 0;
    if (count >= MAX_AT_ONCE) {
      const message = `this API key has ${count} chats under way: expected at most ${MAX_AT_ONCE} at once`;
      throw new ApiError("rate_limit_exceeded", message, { retryAfterSeconds: 1 });
    }
    this.#counts.set(keyId, count + 1);
    let counted = true;
    return () => {
      if (!counted) return false;
      counted = false;
      const remaining = (this.#counts.get(keyId) ?? 1) - 1;
      if (remaining > 0) this.#counts.set(keyId, remaining);
      else this.#counts.delete(keyId);
      return true;
    };
  }
}
