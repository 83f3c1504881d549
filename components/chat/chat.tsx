"use client";

import { usePathname } from "next/navigation";
import { useState } from "react";
import { useKey } from "@/components/auth/use-key";
import type { ChatTarget } from "@/lib/contract/conversation";
import { type GatewayFacts, Gateways } from "./gateway-facts";
import { History } from "./history";
import { Pane } from "./pane";
import { sessionIdFromPath } from "./preloaded-session";
import { parseTargets } from "./targets";
import { useSessions } from "./use-sessions";

interface ChatProps {
  /** What the address says: the words to begin with, and who shall answer. */
  prompt: string;
  initialTargets: readonly ChatTarget[];
  /** Who answers when nobody was named. */
  defaultModel: string | null;
  gateways: readonly GatewayFacts[];
  /** No gateway can be called here without a key of one's own. */
  keyless: boolean;
}

/** Conversations: their list beside the one that is open. Going from one to another needs no new page. */
export function Chat({ prompt, initialTargets, defaultModel, gateways, keyless }: ChatProps) {
  const key = useKey();
  const pathname = usePathname();
  const [query, setQuery] = useState("");
  const [listOpen, setListOpen] = useState(false);
  const sessions = useSessions(Boolean(key), query);
  // A conversation that begins gets its id and its address later: it stays the same pane.
  const [open, setOpen] = useState({ id: sessionIdFromPath(pathname), pane: 0 });
  const [seen, setSeen] = useState(pathname);
  if (pathname !== seen) {
    const id = sessionIdFromPath(pathname);
    setSeen(pathname);
    if (id !== open.id) setOpen({ id, pane: open.pane + 1 });
  }
  const go = (path: string, stay = false) => {
    history.pushState(null, "", path);
    setListOpen(stay && listOpen);
  };
  const begin = (id: number) => {
    setOpen({ id, pane: open.pane });
    const query = new URLSearchParams(location.search);
    query.delete("prompt");
    // The ids of models are easier to read with their slashes and commas.
    const queryText = query.size > 0 ? `?${query.toString().replace(/%2F/g, "/").replace(/%2C/g, ",")}` : "";
    history.replaceState(null, "", `/chat/${id}${queryText}`);
  };
  return (
    <Gateways value={gateways}>
      <div className="chat" data-list={listOpen || undefined}>
        <button
          type="button"
          className="button history-open"
          aria-expanded={listOpen}
          onClick={() => setListOpen(!listOpen)}
        >
          {listOpen ? "Back to the chat" : "Conversations"}
        </button>
        <History {...sessions} current={open.id} query={query} setQuery={setQuery} go={go} />
        <Pane
          key={open.pane}
          id={open.id}
          signedIn={key === undefined ? null : key !== null}
          prompt={open.pane === 0 ? prompt : ""}
          initialTargets={open.pane === 0 ? initialTargets : targetsInUrl()}
          defaultModel={defaultModel}
          keyless={keyless}
          created={begin}
          changed={sessions.reload}
        />
      </div>
    </Gateways>
  );
}

const targetsInUrl = () => parseTargets(new URLSearchParams(location.search).get("models") ?? "");
