import type { MessageContent } from "@/lib/contract/conversation";

type Part = Exclude<MessageContent, string>[number];

/** The beginning of a text file in a message: see read-file.ts. */
const TEXT_FILE = /^File ([^\n]+):\n\n/;

/** The name of a text file in a message; null for other parts. */
export function textFileName(part: Part): string | null {
  if (part.type !== "text" || typeof part.text !== "string") return null;
  return TEXT_FILE.exec(part.text)?.[1] ?? null;
}

/** The attachments of a message: images, audio, and files, including text files. */
export function filesOf(content: MessageContent): readonly Part[] {
  if (typeof content === "string") return [];
  return content.filter((part) => part.type !== "text" || textFileName(part) !== null);
}

/** The typed text of a message, without that of its files. */
export function typedText(content: MessageContent): string {
  if (typeof content === "string") return content;
  return content
    .flatMap((part) =>
      part.type === "text" && typeof part.text === "string" && textFileName(part) === null ? [part.text] : [],
    )
    .join("\n\n");
}
