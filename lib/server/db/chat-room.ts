import { type Kysely, PostgresAdapter, sql, type Transaction } from "kysely";
import type { StateDatabase } from "./schema";

/** Bytes counted per row in addition to its text, so that a million empty messages are not free. */
export const ROW_BYTES = 256;
/** The bytes of a message's text, in SQL. */
export const TEXT_BYTES = sql<number>`octet_length(content) + octet_length(reasoning)`;

/** Storage limits in bytes. */
export interface ChatBudget {
  conversation: number;
  account: number;
}

/** A conversation, or its account, is full. */
export class NoRoomError extends Error {
  constructor(readonly full: keyof ChatBudget) {
    super(`the ${full} is full`);
  }
}

/** The bytes that a message counts as. */
export function messageBytes({ content, reasoning }: { content: string; reasoning: string }): number {
  return ROW_BYTES + Buffer.byteLength(content) + Buffer.byteLength(reasoning);
}

/** The bytes that a conversation without messages counts as. */
export function sessionBytes({ title, settings }: { title: string; settings: string }): number {
  return ROW_BYTES + Buffer.byteLength(title) + Buffer.byteLength(settings);
}

/** Recounts all conversations: those of an older version have no count. */
export async function countSessions(db: Kysely<unknown>): Promise<void> {
  const messageBytes = sql`(select coalesce(sum(${TEXT_BYTES} + ${sql.lit(ROW_BYTES)}), 0)
    from chat_messages where session_id = chat_sessions.id)`;
  await sql`update chat_sessions set bytes = octet_length(title) + octet_length(settings) + ${sql.lit(ROW_BYTES)}
    + case when ${messageBytes} < 2000000000 then ${messageBytes} else 2000000000 end`.execute(db);
}

/** The bytes of an account, including deleted conversations that can be restored. */
export async function accountBytes(db: Kysely<StateDatabase>, account: number): Promise<number> {
  const row = await db
    .selectFrom("chat_sessions")
    .select(({ fn }) => fn.sum("bytes").as("bytes"))
    .where("account_id", "=", account)
    .executeTakeFirst();
  return Number(row?.bytes ?? 0);
}

/** Checks within a transaction that an account has room for more bytes. Throws a NoRoomError. */
export async function checkAccount(
  tx: Transaction<StateDatabase>,
  account: number,
  bytes: number,
  budget: ChatBudget,
): Promise<void> {
  // Serializes concurrent writes of two processes.
  if (tx.getExecutor().adapter instanceof PostgresAdapter)
    await tx.selectFrom("accounts").select("id").where("id", "=", account).forNoKeyUpdate().execute();
  if ((await accountBytes(tx, account)) + bytes > budget.account) throw new NoRoomError("account");
}

/** Adds to a conversation's byte count within a transaction. Throws a NoRoomError when a given budget is exceeded. */
export async function countBytes(
  tx: Transaction<StateDatabase>,
  session: number,
  bytes: number,
  budget: ChatBudget | null,
): Promise<void> {
  if (budget && bytes > 0) {
    const row = tx.selectFrom("chat_sessions").select(["account_id", "bytes"]).where("id", "=", session);
    await checkAccount(tx, (await row.executeTakeFirstOrThrow()).account_id, bytes, budget);
    // Read again, because only now nothing else can write.
    if ((await row.executeTakeFirstOrThrow()).bytes + bytes > budget.conversation)
      throw new NoRoomError("conversation");
  }
  await tx
    .updateTable("chat_sessions")
    .set((eb) => ({ bytes: eb("bytes", "+", bytes) }))
    .where("id", "=", session)
    .execute();
}
