import { z } from "zod";
import {
  AnswerEvent,
  type AnswerWish,
  ChatSession,
  type ChatSettings,
  Message,
  type MessageContent,
} from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import { callApi, failureOf, readKey } from "./session";

const BASE = "/v1/chat/sessions";
const One = z.object({ data: ChatSession });
const Many = z.object({ data: z.array(ChatSession) });

export const listSessions = async (limit: number): Promise<ChatSession[]> =>
  Many.parse(await callApi(`${BASE}?limit=${limit}`)).data;

export const searchSessions = async (query: string): Promise<ChatSession[]> =>
  Many.parse(await callApi("/v1/chat/search", { method: "POST", body: { query, limit: 100 } })).data;

export const readSession = async (id: number): Promise<ChatSession> => One.parse(await callApi(`${BASE}/${id}`)).data;

export const createSession = async (settings: ChatSettings): Promise<ChatSession> =>
  One.parse(await callApi(BASE, { method: "POST", body: { settings } })).data;

export const changeSession = async (
  id: number,
  body: { title?: string; settings?: Partial<ChatSettings>; is_active?: boolean },
): Promise<ChatSession> => One.parse(await callApi(`${BASE}/${id}`, { method: "PATCH", body })).data;

export const deleteSession = (id: number): Promise<unknown> => callApi(`${BASE}/${id}`, { method: "DELETE" });

export const say = async (id: number, content: MessageContent, parent_id: number | null): Promise<Message> =>
  z
    .object({ data: Message })
    .parse(await callApi(`${BASE}/${id}/messages`, { method: "POST", body: { role: "user", content, parent_id } }))
    .data;

export const askAnswers = async (
  id: number,
  parent_id: number,
  wishes: readonly AnswerWish[],
  continue_id: number | null = null,
): Promise<Message[]> =>
  z
    .object({ data: z.array(Message) })
    .parse(await callApi(`${BASE}/${id}/answers`, { method: "POST", body: { parent_id, wishes, continue_id } })).data;

/** Stops one answer of a conversation, or all of them. */
export const stopAnswers = (id: number, message_id?: number): Promise<unknown> =>
  callApi(`${BASE}/${id}/stop`, { method: "POST", body: { message_id } });

export const shareSession = async (id: number): Promise<string> =>
  z.object({ data: z.object({ path: z.string() }) }).parse(await callApi(`${BASE}/${id}/share`, { method: "POST" }))
    .data.path;

export const unshareSession = (id: number): Promise<unknown> => callApi(`${BASE}/${id}/share`, { method: "DELETE" });

/** A conversation in a format, as the file it is saved as. */
export async function exportSession(id: number, format: "md" | "json"): Promise<Blob> {
  const response = await fetch(`${BASE}/${id}/export?format=${format}`, {
    headers: { authorization: `Bearer ${readKey()}` },
  });
  if (!response.ok) throw failureOf(response.status, await response.json().catch(() => null));
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
  heard: (event: AnswerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(`${BASE}/${id}/events`, { headers: { authorization: `Bearer ${readKey()}` }, signal });
  if (!response.ok || !response.body) throw failureOf(response.status, await response.json().catch(() => null));
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
      if (data) heard(AnswerEvent.parse(JSON.parse(data)));
    }
  }
}
