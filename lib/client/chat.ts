import type {
  AnswerEvent,
  ChatSession,
  ChatSettings,
  ChatTarget,
  Message,
  MessageContent,
} from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import { apiFailureOf, bodyOf, callApi, DEADLINE_MS, KEY, readKey } from "./session";

const BASE = "/v1/chat/sessions";

/**
 * What the API hands over, which it has made by the contract: read by its schemas again, five hundred messages and the
 * schemas themselves would take longer than all that is drawn of them.
 */
const callChat = async <T>(...request: Parameters<typeof callApi>): Promise<T> => dataIn<T>(await callApi(...request));

function dataIn<T>(body: unknown): T {
  const { data } = (body ?? {}) as { data?: T };
  if (data == null) throw new Error("expected data from the API, got none");
  return data;
}

/** The conversations of this key, the last changed first, at most `limit`; without their messages. */
export const listSessions = (limit: number) => callChat<ChatSession[]>(`${BASE}?limit=${limit}`);

/** The conversations in which the words of `query` were said, each with the line that has them. */
export const searchSessions = (query: string) =>
  callChat<ChatSession[]>("/v1/chat/search", { method: "POST", body: { query, limit: 100 } });

/** A conversation with all its messages. */
export const readSession = (id: number) => callChat<ChatSession>(`${BASE}/${id}`);

/** The conversation in an answer that was asked for by other means. */
export const sessionIn = async (response: Response) => dataIn<ChatSession>(await bodyOf(response));

/** A script for the top of a page: asks for a conversation before the page's own scripts are here, into `window[name]`. */
export function preloadScript(id: number, name: string): string {
  const options = `{headers:{authorization:"Bearer "+key},signal:AbortSignal.timeout(${DEADLINE_MS})}`;
  const ask = `const answer=fetch("${BASE}/${id}",${options});answer.catch(()=>{});window.${name}={id:${id},answer}`;
  return `try{const key=localStorage.getItem("${KEY}");if(key){${ask}}}catch{}`;
}

/** Begins an empty conversation. */
export const createSession = (settings: ChatSettings) =>
  callChat<ChatSession>(BASE, { method: "POST", body: { settings } });

/** Changes the title or some settings of a conversation; `is_active: true` brings back a deleted one. */
export const changeSession = (
  id: number,
  body: { title?: string; settings?: Partial<ChatSettings>; is_active?: boolean },
) => callChat<ChatSession>(`${BASE}/${id}`, { method: "PATCH", body });

/** Deletes a conversation and stops what is being written in it; `changeSession` can bring it back. */
export const deleteSession = (id: number): Promise<unknown> => callApi(`${BASE}/${id}`, { method: "DELETE" });

/** Adds a user message below the message `parent_id`; null starts at the top. */
export const addMessage = (id: number, content: MessageContent, parent_id: number | null) =>
  callChat<Message>(`${BASE}/${id}/messages`, { method: "POST", body: { role: "user", content, parent_id } });

/** Requests one answer per target below a message; `continue_id` names an interrupted answer to continue. */
export const requestAnswers = (
  id: number,
  parent_id: number,
  targets: readonly ChatTarget[],
  continue_id: number | null = null,
) =>
  callChat<Message[]>(`${BASE}/${id}/answers`, { method: "POST", body: { parent_id, wishes: targets, continue_id } });

/** Stops one answer of a conversation, or all of them. */
export const stopAnswers = (id: number, message_id?: number): Promise<unknown> =>
  callApi(`${BASE}/${id}/stop`, { method: "POST", body: { message_id } });

/**
 * Shares the branches of a conversation that end at these messages, as they are now; gives the path that shows them to
 * everybody who has it.
 */
export const shareSession = async (id: number, message_ids: readonly number[]): Promise<string> =>
  (
    await callChat<{ path: string }>(`${BASE}/${id}/share`, {
      method: "POST",
      body: message_ids.length > 0 ? { message_ids } : {},
    })
  ).path;

/** Takes the shared path away: it shows nothing from then on. */
export const unshareSession = (id: number): Promise<unknown> => callApi(`${BASE}/${id}/share`, { method: "DELETE" });

/** A conversation in a format, as the file it is saved as. */
export async function exportSession(id: number, format: "md" | "json"): Promise<Blob> {
  const response = await fetch(`${BASE}/${id}/export?format=${format}`, {
    headers: { authorization: `Bearer ${readKey()}` },
  });
  if (!response.ok) throw apiFailureOf(response.status, await response.json().catch(() => null));
  return response.blob();
}

/** A model with its offers; null when there is none. */
export async function fetchModel(id: string): Promise<Model | null> {
  const response = await fetch(`/v1/models/${encodeId(id)}`);
  return response.ok ? ((await response.json()) as Model) : null;
}

/** Models whose names match, for choosing one to chat with. */
export async function findModels(
  q: string,
  signal: AbortSignal,
): Promise<Pick<Model, "id" | "name" | "source_gateways">[]> {
  const query = new URLSearchParams({ output: "text", limit: "8", ...(q ? { q } : {}) });
  const response = await fetch(`/v1/models?${query}`, { signal });
  if (!response.ok) throw new Error(`the list of models answered ${response.status}`);
  return ((await response.json()) as { data: Model[] }).data;
}

/** Follows what is being written in a conversation, until all of it has ended. Rejects when the connection breaks. */
export async function followAnswers(
  id: number,
  onEvent: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${BASE}/${id}/events`, { headers: { authorization: `Bearer ${readKey()}` }, signal });
  if (!response.ok || !response.body) throw apiFailureOf(response.status, await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error("the connection ended before the answer did");
    held += value;
    for (let end = held.indexOf("\n\n"); end >= 0; end = held.indexOf("\n\n")) {
      const lines = held.slice(0, end).split("\n");
      held = held.slice(end + 2);
      if (lines.includes("event: over")) return;
      const data = lines.find((line) => line.startsWith("data: "))?.slice(6);
      if (data) onEvent(JSON.parse(data) as AnswerEvent);
    }
  }
}
