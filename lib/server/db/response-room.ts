import type { Kysely } from "kysely";
import { Lru } from "@/lib/models/lru";
import { NoRoomError } from "./chat-room";
import type { StateDatabase } from "./schema";

/** How long a count is updated locally before it is read again, in ms: other processes store and delete too. */
const COUNT_MS = 60_000;
const MAX_COUNTS = 10_000;
const DELETED_AT_ONCE = 20;
/** The fraction of a full account's responses that is left, so that not every call has to delete some. */
const KEPT_PART = 0.9;

interface Count {
  bytes: number;
  readAt: number;
  /** Resolves when all previous responses have been counted or rejected. */
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

  /** Counts a response that is about to be stored. Rejects with a NoRoomError. */
  async take(account: number, bytes: number): Promise<void> {
    const count = this.#counts.getOrMake(account, () => ({ bytes: 0, readAt: NEVER, last: Promise.resolve() }));
    if (this.#isFresh(count) && this.#fits(count, bytes)) {
      count.bytes += bytes;
      return;
    }
    // One after another: two concurrent reads or deletions would not see each other's changes.
    const taken = count.last.then(() => this.#takeNext(account, count, bytes));
    count.last = taken.catch(() => {});
    await taken;
  }

  /** Rereads an account's count at the next response, because one of its responses was deleted. */
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
    const counted = permanent ? all.where("expires_at", "is", null) : all;
    const { bytes } = await counted.select(({ fn }) => fn.sum("bytes").as("bytes")).executeTakeFirstOrThrow();
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
