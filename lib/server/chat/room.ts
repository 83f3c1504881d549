import { ApiError } from "@/lib/contract/error";
import { NoRoomError } from "../db/chat-room";
import type { ChatStore } from "../db/chats";
import { LATER, purgeConversations } from "../db/retention";

/** Runs a write; when the account is full, purges its deleted conversations and retries. Throws an ApiError. */
export async function withRoom<T>(store: ChatStore, account: number, write: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof NoRoomError)) throw error;
      if (error.full === "account" && (await purgeConversations(store.db, LATER, account))) continue;
      const megabytes = Math.round((store.budget?.[error.full] ?? 0) / 1e6);
      const message = `this ${error.full} is full (${megabytes} MB): ${ADVICE[error.full]}`;
      throw new ApiError("payload_too_large", message, { code: `${error.full}_full` });
    }
  }
}

/** Checks that an account and one of its conversations have room for some bytes. Throws an ApiError like `withRoom`. */
export function requireRoom(store: ChatStore, account: number, session: number, bytes: number): Promise<void> {
  return withRoom(store, account, async () => {
    const room = await store.roomIn(account, session);
    if (room.bytes < bytes) throw new NoRoomError(room.of);
  });
}

const ADVICE = { conversation: "start a new one", account: "delete conversations that you no longer need" };
