"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useKey } from "@/components/auth/use-key";
import { queryClient } from "@/components/data/query";
import { toast } from "@/components/ui/toast-store";
import { changeSession, deleteSession } from "@/lib/client/chat";
import type { ChatSession } from "@/lib/contract/conversation";
import type { SessionActions } from "./chat-bar";
import type { ChatProps } from "./chat-props";
import { focusFirst, MESSAGE_FIELD } from "./focus";
import { Gateways } from "./gateway-facts";
import { History } from "./history";
import { linkId } from "./history-row";
import { notifyOtherTabs } from "./other-tabs";
import { Pane } from "./pane";
import { sessionIdFromPath } from "./preloaded-session";
import { RenameDialog, TagsDialog } from "./session-dialogs";
import { parseTargets } from "./targets";
import { useSessions } from "./use-sessions";

/** The longest prompt that a URL can fill in, in characters. */
const MAX_PROMPT = 20_000;

/** Conversations: their list beside the one that is open. Going from one to another needs no new page. */
export function Chat({ gateways, ...rest }: ChatProps) {
  const key = useKey();
  const pathname = usePathname();
  const params = useSearchParams();
  const [query, setQuery] = useState("");
  const [tag, setTag] = useState<string | null>(null);
  const sessions = useSessions(Boolean(key), query, tag);
  // A conversation that begins gets its id and its address later: it stays the same pane.
  const [open, setOpen] = useState(() => {
    const id = sessionIdFromPath(pathname);
    return { id, pane: 0, prompt: id === null ? promptIn(params) : "", targets: targetsIn(params) };
  });
  const [seen, setSeen] = useState(pathname);
  const [renaming, setRenaming] = useState<ChatSession | null>(null);
  const [tagging, setTagging] = useState<ChatSession | null>(null);
  if (pathname !== seen) {
    const id = sessionIdFromPath(pathname);
    setSeen(pathname);
    if (id !== open.id) setOpen({ id, pane: open.pane + 1, prompt: "", targets: targetsIn(params) });
  }
  const go = (path: string) => {
    history.pushState(null, "", path);
    document.getElementById("conversations")?.hidePopover();
    if (matchMedia("(pointer: fine)").matches) focusFirst([MESSAGE_FIELD]);
  };
  const attempt = async (session: number, work: () => Promise<unknown>, message: string, undo?: () => void) => {
    try {
      await work();
      notifyOtherTabs(session);
      void queryClient().invalidateQueries({ queryKey: ["conversation", session] });
      toast(message, undo);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error));
    }
    await sessions.reload();
  };
  const remove = (session: ChatSession) => {
    const { id, title } = session;
    const list = sessions.sessions ?? [];
    const at = list.findIndex((one) => one.id === id);
    // The focus goes to the conversation that takes its place in the list.
    focusFirst([linkId(list[at + 1]?.id ?? list[at - 1]?.id ?? 0), MESSAGE_FIELD]);
    const undo = () => void attempt(id, () => changeSession(id, { is_active: true }), `Chat restored: ${title}`);
    void attempt(id, () => deleteSession(id), `Chat deleted: ${title}`, undo);
    if (id === open.id) history.pushState(null, "", "/chat");
  };
  const rename = (session: ChatSession, title: string) =>
    void attempt(session.id, () => changeSession(session.id, { title }), `Renamed to ${title}`);
  const pin = (session: ChatSession) => {
    const pinned = session.pinned_at === null;
    const message = `${pinned ? "Pinned" : "Unpinned"}: ${session.title}`;
    void attempt(session.id, () => changeSession(session.id, { pinned }), message);
  };
  const retag = ({ id, title }: ChatSession, tags: readonly string[]) =>
    void attempt(
      id,
      () => changeSession(id, { tags }),
      tags.length > 0 ? `${title}: ${tags.join(", ")}` : `${title} has no tags`,
    );
  const actions: SessionActions = { rename: setRenaming, tag: setTagging, pin, remove };
  const begin = (id: number) => {
    setOpen({ ...open, id });
    const params = new URLSearchParams(location.search);
    params.delete("prompt");
    // The ids of models are easier to read with their slashes and commas.
    const queryText = params.size > 0 ? `?${params.toString().replace(/%2F/g, "/").replace(/%2C/g, ",")}` : "";
    history.replaceState(null, "", `/chat/${id}${queryText}`);
  };
  return (
    <Gateways value={gateways}>
      <div
        data-bare="all"
        className="relative grid h-[calc(100dvh-var(--header))] grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)] lg:grid-cols-[16.5rem_minmax(0,1fr)] print:block print:h-auto"
      >
        <a
          href={`#${MESSAGE_FIELD}`}
          className="absolute -top-24 left-4 z-50 rounded-button border border-edge bg-bg px-3 py-1.5 font-medium focus:top-2.5"
        >
          Skip to message field
        </a>
        <History
          {...sessions}
          current={open.id}
          query={query}
          setQuery={setQuery}
          tag={tag}
          setTag={setTag}
          actions={actions}
          go={go}
        />
        <Pane
          key={open.pane}
          id={open.id}
          signedIn={key === undefined ? null : key !== null}
          prompt={open.prompt}
          initialTargets={open.targets}
          {...rest}
          actions={actions}
          begin={() => go("/chat")}
          created={begin}
          changed={sessions.reload}
        />
        {renaming && (
          <RenameDialog
            title={renaming.title}
            rename={(title) => rename(renaming, title)}
            onClose={() => setRenaming(null)}
          />
        )}
        {tagging && (
          <TagsDialog tags={tagging.tags} change={(tags) => retag(tagging, tags)} onClose={() => setTagging(null)} />
        )}
      </div>
    </Gateways>
  );
}

const promptIn = (params: URLSearchParams) => params.get("prompt")?.slice(0, MAX_PROMPT) ?? "";
const targetsIn = (params: URLSearchParams) => parseTargets(params.get("models") ?? params.get("model") ?? "");
