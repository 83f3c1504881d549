import type { Kysely } from "kysely";
import { Lru } from "@/lib/models/lru";
import { NoRoomError } from "./chat-room";
import type { StateDatabase } from "./schema";

/** How long this process adds to an account's count before it reads it again, in ms: other processes store and delete too. */
const COUNT_MS = 60_000;
const MAX_COUNTS = 10_000;
const DELETED_AT_ONCE = 20;
/** What remains of a full account's responses, so that not every call has to delete some. */
const KEPT_PART = 0.9;

/** Limits the bytes of an account's stored responses: the oldest that are to expire make room for new ones. */
export class ResponseRoom {
  readonly #counts = new Lru<number, { bytes: number; at: number }>(MAX_COUNTS);

  constructor(
    readonly db: Kysely<StateDatabase>,
    readonly limitBytes: number,
    readonly now: () => number,
  ) {}

  /** Counts a response that is about to be stored. Throws a NoRoomError. */
  async take(account: number, bytes: number): Promise<void> {
    const count = await this.#countOf(account);
    count.bytes += bytes;
    if (count.bytes <= this.limitBytes) return;
    const kept = Math.max(bytes, this.limitBytes * KEPT_PART);
    while (count.bytes > kept) {
      const freed = await this.#deleteOldest(account);
      if (freed === 0) break;
      count.bytes -= freed;
    }
    if (count.bytes <= this.limitBytes) return;
    count.bytes -= bytes;
    throw new NoRoomError("account");
  }

  /** Reads an account's count again at the next response: one of its own was deleted. */
  forget(account: number): void {
    this.#counts.delete(account);
  }

  async #countOf(account: number): Promise<{ bytes: number; at: number }> {
    const known = this.#counts.get(account);
    if (known && this.now() - known.at < COUNT_MS) return known;
    const { bytes } = await this.db
      .selectFrom("responses")
      .select(({ fn }) => fn.sum("bytes").as("bytes"))
      .where("account_id", "=", account)
      .executeTakeFirstOrThrow();
    const count = { bytes: Number(bytes ?? 0), at: this.now() };
    this.#counts.set(account, count);
    return count;
  }

  async #deleteOldest(account: number): Promise<number> {
    const oldest = this.db
      .selectFrom("responses")
      .select("id")
      .where("account_id", "=", account)
      .where("expires_at", "is not", null)
      .orderBy("expires_at")
      .limit(DELETED_AT_ONCE);
    const rows = await this.db.deleteFrom("responses").where("id", "in", oldest).returning("bytes").execute();
    return rows.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
