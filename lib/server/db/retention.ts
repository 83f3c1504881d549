import { setImmediate } from "node:timers/promises";
import type { Kysely } from "kysely";
import type { StateDatabase } from "./schema";

/** Rows per statement, so that others can write in between. */
const USAGE_ROWS = 500;
const MESSAGES = 50;
/** A stored response may have several megabytes. */
const RESPONSES = 5;
/** Sorts after any time. */
export const LATER = "9999";

/**
 * Deletes a batch of usage rows older than a time (ISO 8601), and adds their cost to their keys, because spend limits
 * still count it. Resolves with the number of rows; 0 when none are left.
 */
export function purgeUsage(db: Kysely<StateDatabase>, before: string): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = tx.selectFrom("usage").select("id").where("at", "<", before).orderBy("at").limit(USAGE_ROWS);
    const rows = await tx
      .deleteFrom("usage")
      .where("id", "in", old)
      .returning(["key_id", "own_key", "cost_usd"])
      .execute();
    const spent = new Map<number, number>();
    for (const { key_id, own_key, cost_usd } of rows)
      if (own_key === 0 && cost_usd) spent.set(key_id, (spent.get(key_id) ?? 0) + cost_usd);
    for (const [id, usd] of [...spent].sort(([a], [b]) => a - b))
      await tx
        .updateTable("keys")
        .set((eb) => ({ purged_usd: eb("purged_usd", "+", usd) }))
        .where("id", "=", id)
        .execute();
    return rows.length;
  });
}

/** Deletes a batch of what was deleted before a time (ISO 8601); false when there is none. */
export async function purgeConversations(
  db: Kysely<StateDatabase>,
  before: string,
  account: number | null = null,
): Promise<boolean> {
  let deleted = db.selectFrom("chat_sessions").select("id").where("deleted_at", "<", before);
  if (account !== null) deleted = deleted.where("account_id", "=", account);
  const session = await deleted.orderBy("deleted_at").limit(1).executeTakeFirst();
  if (!session) return false;
  const batch = db.selectFrom("chat_messages").select("id").where("session_id", "=", session.id).limit(MESSAGES);
  const { numDeletedRows } = await db.deleteFrom("chat_messages").where("id", "in", batch).executeTakeFirst();
  if (numDeletedRows < BigInt(MESSAGES))
    await db.deleteFrom("chat_sessions").where("id", "=", session.id).where("deleted_at", "is not", null).execute();
  return true;
}

/** Deletes an account in batches, because a single deletion would block everyone else. */
export async function removeAccount(db: Kysely<StateDatabase>, id: number): Promise<void> {
  const all = db.updateTable("chat_sessions").set({ deleted_at: new Date().toISOString() });
  await all.where("account_id", "=", id).where("deleted_at", "is", null).execute();
  while (await purgeConversations(db, LATER, id)) await setImmediate();
  for (const [table, rows] of [
    ["responses", RESPONSES],
    ["usage", USAGE_ROWS],
  ] as const)
    while ((await removeSome(db, table, id, rows)) >= BigInt(rows)) await setImmediate();
  await db.deleteFrom("accounts").where("id", "=", id).execute();
}

async function removeSome(db: Kysely<StateDatabase>, table: "responses" | "usage", account: number, rows: number) {
  const batch = db.selectFrom(table).select("id").where("account_id", "=", account).limit(rows);
  return (await db.deleteFrom(table).where("id", "in", batch).executeTakeFirstOrThrow()).numDeletedRows;
}
