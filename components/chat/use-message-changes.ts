import { useRef } from "react";
import { announce } from "@/components/ui/announce";
import { deleteBranch, requestAnswers, sendMessage, stopAnswers } from "@/lib/client/chat";
import type { ChatSession, ChatSettings, ChatTarget, MessageContent } from "@/lib/contract/conversation";
import { countOf } from "@/lib/models/format";
import { generatesTitles } from "./device-settings";
import type { Attempt } from "./use-attempt";
import type { ConversationCache } from "./use-conversation-cache";

/** Where a message is added, and its targets. */
export interface OutgoingMessage {
  parent: number | null;
  targets: readonly ChatTarget[];
}

export interface MessageChanges {
  /**
   * Sends a message below one or more others and requests answers, which are stopped immediately if `isStopped`.
   * Resolves to the IDs of all new messages; null if it failed.
   */
  send(content: MessageContent, at: readonly OutgoingMessage[], isStopped: () => boolean): Promise<number[] | null>;
  answer(parent: number, targets: readonly ChatTarget[], continueWith?: number | null): Promise<number[]>;
  stop(message: number): Promise<void>;
  removeBranch(message: number): Promise<void>;
}

interface Options {
  id: number | null;
  cache: ConversationCache;
  attempt: Attempt;
  /** The settings of a conversation that begins. */
  newSettings: ChatSettings;
  /** Called with a conversation that begins. */
  onBegin: (session: ChatSession) => void;
  /** Called when the server has stored a change. */
  onStored: (id: number) => void;
}

export function useMessageChanges(options: Options): MessageChanges {
  const { id, cache, attempt, newSettings, onBegin, onStored } = options;
  // The second click of a double click requests nothing more.
  const requested = useRef(new Set<string>());
  return {
    send: (content, at, isStopped) =>
      attempt(async () => {
        const parents = at.map(({ parent, targets }) => ({ parent_id: parent, targets }));
        const sent = await sendMessage(id, content, parents, { ...newSettings, generate_title: generatesTitles() });
        const { messages: added = [] } = sent;
        if (id === null) {
          onBegin(sent);
        } else {
          cache.change((session) => ({ ...sent, messages: session.messages ?? [] }));
          cache.putMessages(added);
        }
        onStored(sent.id);
        const unwanted = isStopped() ? added.filter(({ state }) => state === "running") : [];
        for (const message of unwanted) void attempt(() => stopAnswers(sent.id, message.id));
        return added.map((message) => message.id);
      }),
    answer: async (parent, targets, continueWith = null) => {
      const request = JSON.stringify([parent, targets, continueWith]);
      if (id === null || requested.current.has(request)) return [];
      requested.current.add(request);
      const answers = await attempt(() => requestAnswers(id, parent, targets, continueWith));
      requested.current.delete(request);
      if (answers === null) return [];
      cache.putMessages(answers);
      onStored(id);
      return answers.map((message) => message.id);
    },
    stop: async (message) => {
      if (id !== null) await attempt(() => stopAnswers(id, message));
    },
    removeBranch: async (message) => {
      const deleted = id === null ? null : await attempt(() => deleteBranch(id, message));
      if (id === null || deleted === null) return;
      announce(`${countOf(deleted.length, "message")} deleted`, "branch");
      cache.change((session) => ({
        ...session,
        messages: session.messages?.filter((old) => !deleted.includes(old.id)) ?? [],
      }));
      onStored(id);
    },
  };
}
