import { copyText } from "@/components/ui/copy";
import { exportSession } from "@/lib/client/chat";
import type { Message } from "@/lib/contract/conversation";
import { toMarkdown } from "@/lib/models/conversation";

/** Downloads a conversation with all of its branches. */
export async function saveConversation(id: number, format: "md" | "json"): Promise<void> {
  const url = URL.createObjectURL(await exportSession(id, format));
  Object.assign(document.createElement("a"), { href: url, download: `conversation-${id}.${format}` }).click();
  URL.revokeObjectURL(url);
}

/** Copies the displayed messages as Markdown; resolves to the message for the user. */
export async function copyConversation(title: string, messages: readonly Message[]): Promise<string> {
  return (await copyText(toMarkdown(title, messages), "Conversation copied")) ? "Conversation copied" : "Couldn’t copy";
}
