import { useState } from "react";
import { changeSession } from "@/lib/client/chat";
import type { ChatSettings } from "@/lib/contract/conversation";
import type { Attempt } from "./use-attempt";
import type { ConversationCache } from "./use-conversation-cache";

const DEFAULT_SETTINGS: ChatSettings = { system: "", temperature: null, top_p: null, max_tokens: null };

/** The settings of a conversation, or the initial ones of a new one. */
export function useConversationSettings(id: number | null, cache: ConversationCache, attempt: Attempt) {
  const [newSettings, setNewSettings] = useState(DEFAULT_SETTINGS);
  const { session } = cache;
  const set = async (change: Partial<ChatSettings>): Promise<boolean> => {
    if (id === null) {
      setNewSettings((known) => ({ ...known, ...change }));
      return true;
    }
    if (session === null) return false;
    const before = session.settings;
    cache.change((known) => ({ ...known, settings: { ...known.settings, ...change } }));
    if ((await attempt(() => changeSession(id, { settings: change }))) !== null) return true;
    cache.change((known) => ({ ...known, settings: withoutChange(known.settings, change, before) }));
    return false;
  };
  return { settings: session?.settings ?? newSettings, newSettings, set };
}

/** Settings before a change, except for fields that have changed again since. */
function withoutChange(now: ChatSettings, change: Partial<ChatSettings>, before: ChatSettings): ChatSettings {
  const names = (Object.keys(change) as (keyof ChatSettings)[]).filter((name) => now[name] === change[name]);
  return { ...now, ...Object.fromEntries(names.map((name) => [name, before[name]])) };
}
