import type { Insertable, Kysely, Selectable } from "kysely";
import { turnEnd } from "@/lib/net/turn-end";
import { ROW_BYTES } from "./chat-room";
import { ResponseRoom } from "./response-room";
import type { StateDatabase } from "./schema";
import type { ResponseTable } from "./schema-chats";

export type ResponseRow = Selectable<ResponseTable>;

/** The caller that reads a stored response. */
export interface ResponseReader {
  accountId: number;
  keyId: number;
}

/** Rows per round of the purge. */
const PURGED_AT_ONCE = 200;
/** Maximum number of rows, and of bytes of several rows, per statement. */
const STORED_AT_ONCE = 32;
const BYTES_AT_ONCE = 1 << 20;

/** A row that is about to be stored, with the functions that settle its promise. */
interface WaitingRow {
  row: Insertable<ResponseTable>;
  resolve(): void;
  reject(error: unknown): void;
}

/** Stored responses. Expired ones are no longer found, whether purged or not. */
export class ResponseStore {
  readonly #room: ResponseRoom;
  #waiting: WaitingRow[] = [];

  /** @param accountBytes maximum total size of one account's responses */
  constructor(
    readonly db: Kysely<StateDatabase>,
    accountBytes = Number.POSITIVE_INFINITY,
    readonly now: () => number = Date.now,
  ) {
    this.#room = new ResponseRoom(db, accountBytes, now);
  }

  /** Stores a response; the account's oldest ones that would expire make room for it. Throws a NoRoomError. */
  async add(row: Omit<Insertable<ResponseTable>, "bytes">): Promise<void> {
    const bytes = ROW_BYTES + Buffer.byteLength(row.input) + Buffer.byteLength(row.response);
    await this.#room.take(row.account_id, bytes);
    await new Promise<void>((resolve, reject) => {
      // Responses of one turn of the event loop are stored together: each by itself would wait for the disk.
      if (this.#waiting.push({ row: { ...row, bytes }, resolve, reject }) === 1)
        void turnEnd().then(() => this.#store());
    });
  }

  async #store(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    const batches: WaitingRow[][] = [];
    let bytes = 0;
    for (const response of waiting) {
      bytes += response.row.bytes;
      const batch = batches.at(-1);
      if (batch && batch.length < STORED_AT_ONCE && bytes <= BYTES_AT_ONCE) batch.push(response);
      else {
        batches.push([response]);
        bytes = response.row.bytes;
      }
    }
    await Promise.all(batches.map((batch) => this.#insert(batch)));
  }

  /** Inserts rows together, or one by one if that fails, so that an invalid row doesn't fail the others. */
  async #insert(waiting: readonly WaitingRow[]): Promise<void> {
    try {
      await this.db
        .insertInto("responses")
        .values(waiting.map(({ row }) => row))
        .execute();
      for (const { resolve } of waiting) resolve();
    } catch (error) {
      if (waiting.length === 1) waiting[0]?.reject(error);
      else await Promise.all(waiting.map((response) => this.#insert([response])));
    }
  }

  /** A response that this key may read. */
  find({ accountId, keyId }: ResponseReader, id: string): Promise<ResponseRow | undefined> {
    return this.db
      .selectFrom("responses")
      .selectAll()
      .where("id", "=", id)
      .where("account_id", "=", accountId)
      .where((eb) => eb.or([eb("key_id", "is", null), eb("key_id", "=", keyId)]))
      .where((eb) => eb.or([eb("expires_at", "is", null), eb("expires_at", ">", this.#at())]))
      .executeTakeFirst();
  }

  /** Whether there was a response to delete. */
  async remove(reader: ResponseReader, id: string): Promise<boolean> {
    if (!(await this.find(reader, id))) return false;
    const { numDeletedRows } = await this.db.deleteFrom("responses").where("id", "=", id).executeTakeFirstOrThrow();
    this.#room.forget(reader.accountId);
    return numDeletedRows > 0n;
  }

  /** Deletes expired responses in small batches; resolves with the number of rows. */
  async purge(): Promise<number> {
    for (let purged = 0; ; ) {
      const expired = this.db
        .selectFrom("responses")
        .select("id")
        .where("expires_at", "<=", this.#at())
        .limit(PURGED_AT_ONCE);
      const { numDeletedRows } = await this.db
        .deleteFrom("responses")
        .where("id", "in", expired)
        .executeTakeFirstOrThrow();
      purged += Number(numDeletedRows);
      if (numDeletedRows < PURGED_AT_ONCE) return purged;
    }
  }

  #at(): string {
    return new Date(this.now()).toISOString();
  }
}
