import { api } from "./api";

/** The import result: the numbers of stored and of skipped items, with reasons. */
export interface ImportResult {
  conversations: number;
  messages: number;
  skipped: { title: string; reason: string }[];
}

/** Maximum number of characters per request; the server accepts ten times more. */
const BATCH_CHARACTERS = 3_000_000;
const BATCH_CONVERSATIONS = 200;
const DEADLINE_MS = 180_000;

/**
 * Uploads ChatGPT's conversations.json in parts. Rejects with an Error that states what was expected.
 * @param onProgress receives how many of all conversations have been sent
 */
export async function importChatGpt(
  file: Blob,
  onProgress: (done: number, all: number) => void = () => {},
): Promise<ImportResult> {
  const list = conversationsIn(await file.text());
  const total: ImportResult = { conversations: 0, messages: 0, skipped: [] };
  for (let done = 0; done < list.length; ) {
    const batch: unknown[] = [];
    for (let size = 0; done < list.length && batch.length < BATCH_CONVERSATIONS; ) {
      size += JSON.stringify(list[done]).length;
      if (batch.length > 0 && size > BATCH_CHARACTERS) break;
      batch.push(list[done++]);
    }
    const call = { method: "POST", body: batch, deadlineMs: DEADLINE_MS } as const;
    const { data } = await api<{ data: ImportResult }>("/v1/chat/import", call);
    total.conversations += data.conversations;
    total.messages += data.messages;
    total.skipped.push(...data.skipped);
    onProgress(done, list.length);
  }
  return total;
}

function conversationsIn(text: string): unknown[] {
  const list = parsed(text);
  if (Array.isArray(list) && list.some((entry) => typeof entry === "object" && entry !== null && "mapping" in entry))
    return list;
  throw new Error("This is not ChatGPT's conversations.json: expected a list of conversations.");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
