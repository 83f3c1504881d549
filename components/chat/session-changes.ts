import { queryClient } from "@/components/data/query";
import { toast } from "@/components/ui/toast-store";
import { changeSession, deleteSession } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";
import { focusFirst, MESSAGE_FIELD } from "./focus";
import { linkId } from "./history-row";
import { notifyOtherTabs } from "./other-tabs";

interface SessionList {
  sessions: readonly ChatSession[] | null;
  reload: () => Promise<void>;
}

/** Changes to conversations in the list, each confirmed by a toast; `current` is the open one. */
export function sessionChanges({ sessions, reload }: SessionList, current: number | null) {
  const attempt = async (session: number, work: () => Promise<unknown>, message: string, undo?: () => void) => {
    try {
      await work();
      notifyOtherTabs(session);
      void queryClient().invalidateQueries({ queryKey: ["conversation", session] });
      toast(message, undo);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
    await reload();
  };
  return {
    remove: ({ id, title }: ChatSession) => {
      const list = sessions ?? [];
      const at = list.findIndex((session) => session.id === id);
      // Focuses the conversation that moves up.
      focusFirst([linkId(list[at + 1]?.id ?? list[at - 1]?.id ?? 0), MESSAGE_FIELD]);
      const undo = () => void attempt(id, () => changeSession(id, { is_active: true }), `Chat restored: ${title}`);
      void attempt(id, () => deleteSession(id), `Chat deleted: ${title}`, undo);
      if (id === current) history.pushState(null, "", "/chat");
    },
    rename: ({ id }: ChatSession, title: string) =>
      void attempt(id, () => changeSession(id, { title }), `Renamed to ${title}`),
    pin: ({ id, title, pinned_at }: ChatSession) => {
      const pinned = pinned_at === null;
      void attempt(id, () => changeSession(id, { pinned }), `${pinned ? "Pinned" : "Unpinned"}: ${title}`);
    },
    retag: ({ id, title }: ChatSession, tags: readonly string[]) =>
      void attempt(
        id,
        () => changeSession(id, { tags }),
        tags.length > 0 ? `${title}: ${tags.join(", ")}` : `${title} has no tags`,
      ),
  };
}
