import { type Kysely, PostgresAdapter, type Transaction } from "kysely";
import type { StateDatabase } from "./schema";

/** What every row counts beside its text, in bytes: a million empty messages are not nothing. */
const ROW_BYTES = 256;

/** How much may be stored, in bytes. */
export interface ChatBudget {
  conversation: number;
  account: number;
}

/** There is no room left in a conversation, or in all of an account. */
export class NoRoomError extends Error {
  constructor(readonly full: keyof ChatBudget) {
    super(`the ${full} is full`);
  }
}

/** How many bytes a message counts. */
export function messageBytes({ content, reasoning }: { content: string; reasoning: string }): number {
  return ROW_BYTES + Buffer.byteLength(content) + Buffer.byteLength(reasoning);
}

/** How many bytes a conversation without messages counts. */
export function sessionBytes({ title, settings }: { title: string; settings: string }): number {
  return ROW_BYTES + Buffer.byteLength(title) + Buffer.byteLength(settings);
}

/** All that an account holds, deleted conversations that can be restored included, in bytes. */
export async function accountBytes(db: Kysely<StateDatabase>, account: number): Promise<number> {
  const row = await db
    .selectFrom("chat_sessions")
    .select(({ fn }) => fn.sum("bytes").as("bytes"))
    .where("account_id", "=", account)
    .executeTakeFirst();
  return Number(row?.bytes ?? 0);
}

/** Checks within a transaction that an account has room for so many bytes more. Throws a NoRoomError. */
export async function checkAccount(
  tx: Transaction<StateDatabase>,
  account: number,
  bytes: number,
  budget: ChatBudget,
): Promise<void> {
  // Two processes that write at once are counted one after the other.
  if (tx.getExecutor().adapter instanceof PostgresAdapter)
    await tx.selectFrom("accounts").select("id").where("id", "=", account).forNoKeyUpdate().execute();
  if ((await accountBytes(tx, account)) + bytes > budget.account) throw new NoRoomError("account");
}

/** Counts bytes of a conversation within a transaction. Throws a NoRoomError where a budget is given and exceeded. */
export async function countBytes(
  tx: Transaction<StateDatabase>,
  session: number,
  bytes: number,
  budget: ChatBudget | null,
): Promise<void> {
  if (budget && bytes > 0) {
    const row = tx.selectFrom("chat_sessions").select(["account_id", "bytes"]).where("id", "=", session);
    await checkAccount(tx, (await row.executeTakeFirstOrThrow()).account_id, bytes, budget);
    // Read again: only now nobody else writes.
    if ((await row.executeTakeFirstOrThrow()).bytes + bytes > budget.conversation)
      throw new NoRoomError("conversation");
  }
  await tx
    .updateTable("chat_sessions")
    .set((eb) => ({ bytes: eb("bytes", "+", bytes) }))
    .where("id", "=", session)
    .execute();
}
