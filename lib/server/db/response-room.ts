import type { Kysely } from "kysely";
import { Lru } from "@/lib/models/lru";
import { NoRoomError } from "./chat-room";
import type { StateDatabase } from "./schema";

/** How long a count is added to before it is read again, in ms: other processes store and delete too. */
const COUNT_MS = 60_000;
const MAX_COUNTS = 10_000;
const DELETED_AT_ONCE = 20;
/** What remains of a full account's responses, so that not every call has to delete some. */
const KEPT_PART = 0.9;

/** What an account's responses take, as far as this process knows. */
interface Count {
  bytes: number;
  readAt: number;
  /** Resolves when every response before the next one has been counted or refused. */
  last: Promise<void>;
}

const NEVER = Number.NEGATIVE_INFINITY;

/** Limits the bytes of an account's stored responses: the oldest that are to expire make room for new ones. */
export class ResponseRoom {
  readonly #counts = new Lru<number, Count>(MAX_COUNTS);

  constructor(
    readonly db: Kysely<StateDatabase>,
    readonly limitBytes: number,
    readonly now: () => number,
  ) {}

  /** Counts a response that is about to be stored. Rejects with a NoRoomError; deletes nothing for what cannot fit. */
  async take(account: number, bytes: number): Promise<void> {
    const count = this.#counts.getOrMake(account, () => ({ bytes: 0, readAt: NEVER, last: Promise.resolve() }));
    if (this.#isFresh(count) && this.#fits(count, bytes)) {
      count.bytes += bytes;
      return;
    }
    // One after another: two that read or delete at the same time would not know of each other.
    const taken = count.last.then(() => this.#takeNext(account, count, bytes));
    count.last = taken.catch(() => {});
    await taken;
  }

  /** Reads an account's count again at the next response: one of its own was deleted. */
  forget(account: number): void {
    const count = this.#counts.get(account);
    if (count) count.readAt = NEVER;
  }

  #isFresh({ readAt }: Count): boolean {
    return this.now() - readAt < COUNT_MS;
  }

  #fits(count: Count, bytes: number): boolean {
    return count.bytes + bytes <= this.limitBytes;
  }

  async #takeNext(account: number, count: Count, bytes: number): Promise<void> {
    if (!this.#isFresh(count)) {
      count.bytes = await this.#sum(account);
      count.readAt = this.now();
    }
    if (!this.#fits(count, bytes)) await this.#makeRoom(account, count, bytes);
    if (!this.#fits(count, bytes)) throw new NoRoomError("account");
    count.bytes += bytes;
  }

  async #makeRoom(account: number, count: Count, bytes: number): Promise<void> {
    const permanent = await this.#sum(account, true);
    if (permanent + bytes > this.limitBytes) return;
    while (count.bytes + bytes > this.limitBytes * KEPT_PART) {
      const freed = await this.#deleteOldest(account);
      if (freed === 0) return;
      count.bytes -= freed;
    }
  }

  async #sum(account: number, permanent = false): Promise<number> {
    const all = this.db.selectFrom("responses").where("account_id", "=", account);
    const some = permanent ? all.where("expires_at", "is", null) : all;
    const { bytes } = await some.select(({ fn }) => fn.sum("bytes").as("bytes")).executeTakeFirstOrThrow();
    return Number(bytes ?? 0);
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
