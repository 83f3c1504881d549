"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { useKey } from "@/components/auth/use-key";
import type { ChatSession } from "@/lib/contract/conversation";
import type { SessionActions } from "./chat-bar";
import type { ChatProps } from "./chat-props";
import { focusFirst, MESSAGE_FIELD } from "./focus";
import { Gateways } from "./gateway-facts";
import { History } from "./history";
import { ModelNames, useModelNames } from "./model-facts";
import { Pane } from "./pane";
import { sessionIdFromPath } from "./preloaded-session";
import { sessionChanges } from "./session-changes";
import { RenameDialog, TagsDialog } from "./session-dialogs";
import { targetsIn } from "./targets";
import { useSessions } from "./use-sessions";

/** The longest prompt that a URL can fill in, in characters. */
const MAX_PROMPT = 20_000;

/** The list of conversations next to the open one. Switching between them needs no navigation. */
export function Chat({ gateways, named, ...rest }: ChatProps) {
  const key = useKey();
  const names = new Map([
    ...useModelNames(),
    ...[...rest.popular, ...named].map((model) => [model.id, model] as const),
  ]);
  const [query, setQuery] = useState("");
  const [tag, setTag] = useState<string | null>(null);
  const sessions = useSessions(Boolean(key), query, tag);
  const { open, begin } = useOpenConversation();
  const [renaming, setRenaming] = useState<ChatSession | null>(null);
  const [tagging, setTagging] = useState<ChatSession | null>(null);
  const { remove, rename, pin, retag } = sessionChanges(sessions, open.id);
  const actions: SessionActions = { rename: setRenaming, tag: setTagging, pin, remove };
  return (
    <Gateways value={gateways}>
      <ModelNames value={names}>
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
      </ModelNames>
    </Gateways>
  );
}

const promptIn = (params: URLSearchParams) => params.get("prompt")?.slice(0, MAX_PROMPT) ?? "";

/** The open conversation, by the URL. A new one gets its ID and URL with its first message, and stays the same pane. */
function useOpenConversation() {
  const pathname = usePathname();
  const params = useSearchParams();
  const [open, setOpen] = useState(() => {
    const id = sessionIdFromPath(pathname);
    return { id, pane: 0, prompt: id === null ? promptIn(params) : "", targets: targetsIn(params) };
  });
  const [shownPath, setShownPath] = useState(pathname);
  if (pathname !== shownPath) {
    const id = sessionIdFromPath(pathname);
    setShownPath(pathname);
    if (id !== open.id) setOpen({ id, pane: open.pane + 1, prompt: "", targets: targetsIn(params) });
  }
  /** Sets the ID and URL of the open conversation, which has just begun. */
  const begin = (id: number) => {
    setOpen({ ...open, id });
    const params = new URLSearchParams(location.search);
    params.delete("prompt");
    // Model IDs are easier to read with their slashes and commas.
    const queryText = params.size > 0 ? `?${params.toString().replace(/%2F/g, "/").replace(/%2C/g, ",")}` : "";
    history.replaceState(null, "", `/chat/${id}${queryText}`);
  };
  return { open, begin };
}

/** Opens a path of the chat without navigation. */
function go(path: string): void {
  history.pushState(null, "", path);
  document.getElementById("conversations")?.hidePopover();
  if (matchMedia("(pointer: fine)").matches) focusFirst([MESSAGE_FIELD]);
}
