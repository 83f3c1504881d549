import { type Kysely, sql } from "kysely";

/** A separate scope for conversations; keys that could use them before still can. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`update keys set scopes = scopes || ' conversations'
    where ' ' || scopes || ' ' like '% chat %' and ' ' || scopes || ' ' not like '% conversations %'`.execute(db);
}
