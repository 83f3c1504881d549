import type { MessageContent } from "@/lib/contract/conversation";
import { contentColumns } from "@/lib/server/conversations/rows";
import type { ChatStore } from "@/lib/server/db/chats";

type NewMessage = Parameters<ChatStore["addMessage"]>[0];

/** A message to store: the user's own, whole and on no other, unless told otherwise. */
export const messageRow = (
  session_id: number,
  content: MessageContent,
  more: Partial<NewMessage> = {},
): NewMessage => ({
  session_id,
  parent_id: null,
  role: "user",
  ...contentColumns(content),
  reasoning: "",
  model: null,
  state: "done",
  facts: null,
  error: null,
  tokens: null,
  created_at: new Date().toISOString(),
  ...more,
});
