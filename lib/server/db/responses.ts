import type { Insertable, Kysely, Selectable } from "kysely";
import type { StateDatabase } from "./schema";
import type { ResponseTable } from "./schema-chats";

export type ResponseRow = Selectable<ResponseTable>;

/** Who reads a stored response. */
export interface ResponseReader {
  accountId: number;
  keyId: number;
}

/** Rows per round of the purge. */
const PURGED_AT_ONCE = 200;

/** Stored responses. Expired ones are no longer found, whether purged or not. */
export class ResponseStore {
  constructor(
    readonly db: Kysely<StateDatabase>,
    readonly now: () => number = Date.now,
  ) {}

  async add(row: Insertable<ResponseTable>): Promise<void> {
    await this.db.insertInto("responses").values(row).execute();
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
