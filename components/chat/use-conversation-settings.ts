import { useRef, useState } from "react";
import { changeSession } from "@/lib/client/chat";
import type { ChatSettings } from "@/lib/contract/conversation";
import type { Attempt } from "./use-attempt";
import type { ConversationCache } from "./use-conversation-cache";

const DEFAULT_SETTINGS: ChatSettings = { system: "", temperature: null, top_p: null, max_tokens: null };

/** The settings of a conversation, or the initial ones of a new one. */
export function useConversationSettings(id: number | null, cache: ConversationCache, attempt: Attempt) {
  const [newSettings, setNewSettings] = useState(DEFAULT_SETTINGS);
  const { session } = cache;
  /** The settings that the server has, and the changes that are on their way to it. */
  const stored = useRef({ settings: DEFAULT_SETTINGS, pending: 0 });
  const set = async (change: Partial<ChatSettings>): Promise<boolean> => {
    if (id === null) {
      setNewSettings((settings) => ({ ...settings, ...change }));
      return true;
    }
    if (session === null) return false;
    if (stored.current.pending === 0) stored.current.settings = session.settings;
    stored.current.pending++;
    cache.change((cached) => ({ ...cached, settings: { ...cached.settings, ...change } }));
    const isStored = (await attempt(() => changeSession(id, { settings: change }))) !== null;
    stored.current.pending--;
    if (isStored) stored.current.settings = { ...stored.current.settings, ...change };
    else cache.change((cached) => ({ ...cached, settings: undone(cached.settings, change, stored.current.settings) }));
    return isStored;
  };
  return { settings: session?.settings ?? newSettings, newSettings, set };
}

/** Settings without a change that failed, except for fields that have changed again since. */
function undone(now: ChatSettings, change: Partial<ChatSettings>, stored: ChatSettings): ChatSettings {
  const names = (Object.keys(change) as (keyof ChatSettings)[]).filter((name) => now[name] === change[name]);
  return { ...now, ...Object.fromEntries(names.map((name) => [name, stored[name]])) };
}
