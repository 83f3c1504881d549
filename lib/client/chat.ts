import type {
  AnswerEvent,
  ChatSession,
  ChatSettings,
  ChatTarget,
  Message,
  MessageContent,
  SharedConversation,
} from "@/lib/contract/conversation";
import type { Usage } from "@/lib/contract/usage";
import { type ApiCall, api, apiFile, DEADLINE_MS, readJsonResponse } from "./api";
import { apiEvents } from "./api-events";
import { KEY } from "./key";

const BASE = "/v1/chat/sessions";
/** In ms; a message may include files of several megabytes. */
const UPLOAD_DEADLINE_MS = 180_000;

/** Not validated: parsing 500 messages, and loading the schemas, would take longer than rendering them. */
const callChat = async <T>(path: string, call?: ApiCall): Promise<T> => dataIn<T>(await api(path, call));

function dataIn<T>(body: unknown): T {
  const { data } = (body ?? {}) as { data?: T };
  if (data == null) throw new Error("expected data from the API, got none");
  return data;
}

/** The conversations of this key without messages, last changed first, at most `limit`. */
export const listSessions = (limit: number, signal?: AbortSignal, tag: string | null = null) =>
  callChat<ChatSession[]>(`${BASE}?limit=${limit}${tag === null ? "" : `&tag=${encodeURIComponent(tag)}`}`, { signal });

/** Conversations that contain the words of `query`, each with the matching line. */
export const searchSessions = (query: string, signal?: AbortSignal) =>
  callChat<ChatSession[]>("/v1/chat/search", { method: "POST", body: { query, limit: 100 }, signal });

/** A conversation with all its messages. */
export const readSession = (id: number, signal?: AbortSignal) => callChat<ChatSession>(`${BASE}/${id}`, { signal });

/** Parses the conversation in a response that was fetched elsewhere. */
export const sessionIn = async (response: Response) => dataIn<ChatSession>(await readJsonResponse(response));

/** An inline script that requests a conversation early and stores the promise in `window[name]`. */
export function preloadScript(id: number, name: string): string {
  const options = `{headers:{authorization:"Bearer "+key},signal:AbortSignal.timeout(${DEADLINE_MS})}`;
  const ask = `const answer=fetch("${BASE}/${id}",${options});answer.catch(()=>{});window.${name}={id:${id},answer}`;
  return `try{const key=localStorage.getItem("${KEY}");if(key){${ask}}}catch{}`;
}

/** Changes the given fields of a conversation; `is_active: true` restores a deleted one. */
export const changeSession = (
  id: number,
  body: {
    title?: string;
    settings?: Partial<ChatSettings>;
    is_active?: boolean;
    pinned?: boolean;
    tags?: readonly string[];
    leaf_id?: number | null;
  },
) => callChat<ChatSession>(`${BASE}/${id}`, { method: "PATCH", body });

/** Deletes a conversation and stops its running answers; `changeSession` can restore it. */
export const deleteSession = (id: number): Promise<unknown> => api(`${BASE}/${id}`, { method: "DELETE" });

/** Permanently deletes a message and its descendants; returns the deleted IDs. */
export const deleteBranch = async (id: number, message: number): Promise<readonly number[]> =>
  (await callChat<{ deleted: number[] }>(`${BASE}/${id}/messages/${message}`, { method: "DELETE" })).deleted;

/** The tags of all conversations, most used first, each with its number of conversations. */
export const listTags = (signal?: AbortSignal) =>
  callChat<{ tag: string; conversations: number }[]>("/v1/chat/tags", { signal });

/** Where a message is added, below `parent_id` or at the top level (null), and the targets that answer it. */
interface MessagePlace {
  parent_id: number | null;
  targets: readonly ChatTarget[];
}

/** Sends a message and requests its answers; a null session creates a conversation. */
export const sendMessage = (
  session_id: number | null,
  content: MessageContent,
  at: readonly MessagePlace[],
  settings: ChatSettings,
) =>
  callChat<ChatSession>("/v1/chat/send", {
    method: "POST",
    body: { session_id, content, at, ...(session_id === null ? { settings } : {}) },
    deadlineMs: UPLOAD_DEADLINE_MS,
  });

/** Requests one answer per target to a message; `continue_id` is an interrupted answer to continue. */
export const requestAnswers = (
  id: number,
  parent_id: number,
  targets: readonly ChatTarget[],
  continue_id: number | null = null,
) => callChat<Message[]>(`${BASE}/${id}/answers`, { method: "POST", body: { parent_id, targets, continue_id } });

/** Stops one answer of a conversation, or all of them. */
export const stopAnswers = (id: number, message_id?: number): Promise<unknown> =>
  api(`${BASE}/${id}/stop`, { method: "POST", body: { message_id } });

/** Shares the branches that end at these messages. Returns the path of the public page. */
export const shareSession = async (id: number, message_ids: readonly number[]): Promise<string> =>
  (
    await callChat<{ path: string }>(`${BASE}/${id}/share`, {
      method: "POST",
      body: message_ids.length > 0 ? { message_ids } : {},
    })
  ).path;

/** Revokes the share link of a conversation. */
export const unshareSession = (id: number): Promise<unknown> => api(`${BASE}/${id}/share`, { method: "DELETE" });

/** A conversation as a downloadable file. */
export const exportSession = (id: number, format: "md" | "json"): Promise<Blob> =>
  apiFile(`${BASE}/${id}/export?format=${format}`);

/** The content of a shared link. */
export const readShared = (token: string, signal: AbortSignal) =>
  api<SharedConversation>(`/v1/chat/shared/${encodeURIComponent(token)}`, { key: null, signal });

/** The account's spending since the first of this month (UTC) in USD, without calls of unknown cost. */
export async function spentThisMonth(signal: AbortSignal): Promise<number> {
  const today = new Date();
  const month = today.toISOString().slice(0, 7);
  const { days } = await api<Pick<Usage, "days">>(`/v1/usage?days=${today.getUTCDate()}`, { signal });
  return days.reduce((sum, { day, cost_usd }) => (day.startsWith(month) ? sum + cost_usd : sum), 0);
}

/** Follows a conversation's running answers until all have ended. Rejects when the connection breaks. */
export async function followAnswers(
  id: number,
  onEvent: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  for await (const { type, data } of apiEvents(`${BASE}/${id}/events`, { signal })) {
    if (type === "over") return;
    onEvent(JSON.parse(data) as AnswerEvent);
  }
  throw new Error("the connection closed before the answer ended");
}
