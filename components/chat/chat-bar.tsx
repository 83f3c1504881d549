"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { IconButton, IconLink } from "@/components/ui/icon-button";
import { Menu, type MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast-store";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { costOf } from "@/lib/models/conversation";
import { costText } from "./answer-facts";
import { copyConversation, saveConversation } from "./save-conversation";
import { type ShareDetails, ShareDialog } from "./share-dialog";

/** The actions of a conversation, in the list and above the open one. */
export interface SessionActions {
  rename: (session: ChatSession) => void;
  tag: (session: ChatSession) => void;
  /** Toggles the pin. */
  pin: (session: ChatSession) => void;
  remove: (session: ChatSession) => void;
}

interface ChatBarProps {
  session: ChatSession | null;
  messages: readonly Message[];
  share: ShareDetails;
  actions: SessionActions;
  begin: () => void;
}

/** The menu items that all menus of a conversation share. */
export function manageItems(session: ChatSession, actions: SessionActions): MenuItem[] {
  return [
    { label: session.pinned_at ? "Unpin" : "Pin", icon: "pin", onSelect: () => actions.pin(session) },
    { label: "Rename", icon: "pencil", onSelect: () => actions.rename(session) },
    { label: "Edit tags", icon: "tag", onSelect: () => actions.tag(session) },
  ];
}

const TITLE_MENU = "title-menu";

function leaveItems({ id, title }: ChatSession, messages: readonly Message[]): MenuItem[] {
  const save = (format: "md" | "json") => () =>
    void saveConversation(id, format).catch((error: Error) => toast(error.message));
  return [
    { label: "Copy conversation", icon: "copy", onSelect: () => void copyConversation(title, messages).then(toast) },
    { label: "Export as Markdown", icon: "download", onSelect: save("md") },
    { label: "Export as JSON", icon: "download", onSelect: save("json") },
    { label: "Print or save as PDF", icon: "printer", onSelect: () => window.print() },
  ];
}

/** The bar above a conversation: its title with a menu, its cost, sharing, and export. */
export function ChatBar({ session, messages, share, actions, begin }: ChatBarProps) {
  const [sharing, setSharing] = useState(false);
  const openSharing = () => setSharing(true);
  const leave = session ? leaveItems(session, share.messages) : [];
  return (
    <div
      className={`flex h-12 flex-none items-center gap-2 pr-3.5 pl-5 max-lg:pl-2 max-md:h-13 max-md:border-b max-md:border-line max-md:px-2 short:h-10 print:hidden ${session ? "" : "lg:hidden"}`}
    >
      <IconButton icon="panel-left" label="Conversations" className="lg:hidden" popoverTarget="conversations" />
      <div className="flex min-w-0 items-center gap-2 max-md:flex-1 max-md:flex-col max-md:gap-0">
        {session ? (
          <>
            <TitleMenu session={session} leave={leave} actions={actions} share={openSharing} />
            <ChatCost messages={messages} />
          </>
        ) : (
          <p className="font-medium">New chat</p>
        )}
      </div>
      {session && (
        <span className="ml-auto flex items-center gap-0.5 max-md:hidden">
          <Button size="sm" variant="quiet" icon="share-2" onClick={openSharing}>
            {session.share ? "Shared" : "Share"}
          </Button>
          <Menu
            trigger={{ icon: "ellipsis", label: "Copy, export, print" }}
            label="Copy, export, print"
            items={leave}
          />
        </span>
      )}
      <IconLink
        icon="square-pen"
        label="New chat"
        href="/chat"
        className={`lg:hidden ${session ? "" : "ml-auto"}`}
        onClick={(event) => {
          event.preventDefault();
          begin();
        }}
      />
      {sharing && session && <ShareDialog session={session} details={share} onClose={() => setSharing(false)} />}
    </div>
  );
}

interface TitleMenuProps {
  session: ChatSession;
  leave: readonly MenuItem[];
  actions: SessionActions;
  share: () => void;
}

function TitleMenu({ session, leave, actions, share }: TitleMenuProps) {
  const items: MenuItem[] = [
    ...manageItems(session, actions),
    { label: session.share ? "Sharing" : "Share", icon: "share-2", onSelect: share },
    ...leave,
    { label: "Delete", icon: "trash-2", danger: true, separate: true, onSelect: () => actions.remove(session) },
  ];
  const text = (
    <>
      <span className="truncate">{session.title}</span>
      <Icon name="chevron-down" size={14} className="text-text-3" />
    </>
  );
  const className =
    "touch-target flex max-w-full min-w-0 items-center gap-1.5 rounded-button font-medium hover:text-text-2";
  return (
    <>
      <h1 className="sr-only">{session.title}</h1>
      <Menu trigger={{ id: TITLE_MENU, text, className }} label={`More for ${session.title}`} items={items} />
    </>
  );
}

function ChatCost({ messages }: { messages: readonly Message[] }) {
  const { usd, unknown } = costOf(messages);
  return (
    <span
      className="flex-none text-note text-text-3 max-md:text-tiny"
      data-tip="Cost of all answers in this chat, on every branch"
      data-testid="chat-cost"
    >
      {costText(usd)}
      {unknown > 0 && ` + ${unknown} unknown`}
    </span>
  );
}
