import type { Kysely } from "kysely";
import type { StateDatabase } from "./schema";

/** The currently valid code, one per issuer, shared by all processes. */
export class CodeStore {
  constructor(
    readonly db: Kysely<StateDatabase>,
    readonly issuer: string,
  ) {}

  /** Stores a code until a time (ISO 8601) or a number of attempts; replaces the previous one. */
  async put(hash: string, until: string, tries: number, at: string): Promise<void> {
    const code = { hash, until, tries };
    await this.db.deleteFrom("sign_in_codes").where("until", "<", at).execute();
    await this.db
      .insertInto("sign_in_codes")
      .values({ issuer: this.issuer, ...code })
      .onConflict((c) => c.column("issuer").doUpdateSet(code))
      .execute();
  }

  /** Counts an attempt; undefined when no code is valid at this time (ISO 8601) or no attempts are left. */
  countTry(at: string): Promise<{ hash: string; tries: number } | undefined> {
    return this.db
      .updateTable("sign_in_codes")
      .set((eb) => ({ tries: eb("tries", "-", 1) }))
      .where("issuer", "=", this.issuer)
      .where("until", ">", at)
      .where("tries", ">", 0)
      .returning(["hash", "tries"])
      .executeTakeFirst();
  }

  /** Uses up a code; false when it was used meanwhile. */
  async remove(hash: string): Promise<boolean> {
    const { numDeletedRows } = await this.db
      .deleteFrom("sign_in_codes")
      .where("issuer", "=", this.issuer)
      .where("hash", "=", hash)
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  }
}
