"use client";

import { useMemo, useState } from "react";
import { useData } from "@/components/data/query";
import { useModels } from "@/components/data/use-model";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ApiFailure } from "@/lib/client/api";
import { readShared } from "@/lib/client/chat";
import type { SharedConversation as Snapshot } from "@/lib/contract/conversation";
import { forkOf, pathOf, targetsOf } from "@/lib/models/conversation";
import { dayText } from "@/lib/models/format";
import { ChatSkeleton } from "./chat-skeleton";
import { Columns } from "./columns";
import { headingId, useFocusNext } from "./focus";
import { type GatewayFacts, Gateways } from "./gateway-facts";
import { Models } from "./model-facts";
import { Turns } from "./turns";

/** A shared conversation, read-only. */
export function Shared({ token, gateways }: { token: string; gateways: readonly GatewayFacts[] }) {
  const { data: snapshot, error } = useData({
    queryKey: ["shared conversation", token],
    queryFn: ({ signal }) => readShared(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isMissing = error instanceof ApiFailure && error.status === 404;
  if (error)
    return (
      <EmptyState
        icon="search-x"
        level={1}
        title={isMissing ? "This link doesn’t work anymore" : "Couldn’t load the chat"}
        text={
          isMissing ? "The chat is no longer shared, or the link is incomplete." : "Check your connection, then reload."
        }
      >
        <LinkButton href="/chat">New chat</LinkButton>
      </EmptyState>
    );
  if (!snapshot) return <ChatSkeleton />;
  return (
    <Gateways value={gateways}>
      <SharedConversation snapshot={snapshot} />
    </Gateways>
  );
}

function SharedConversation({ snapshot: { title, shared_at, messages } }: { snapshot: Snapshot }) {
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const path = useMemo(() => pathOf(messages, chosen), [messages, chosen]);
  const targets = useMemo(() => targetsOf(messages, pathOf(messages)), [messages]);
  const fork = forkOf(messages, chosen, targets);
  const models = useModels(messages.flatMap(({ model }) => model ?? []));
  const focusNext = useFocusNext();
  const rest = {
    streaming: null,
    actions: null,
    choose: (id: number, then: string) => {
      focusNext(then, headingId(id));
      setChosen((previous) => [id, ...previous]);
    },
  };
  return (
    <Models value={models}>
      <header className="mx-auto flex w-full max-w-190 flex-wrap items-center gap-x-4 gap-y-2 border-b border-line pt-6 pb-4">
        <div className="min-w-0 flex-[1_1_16rem]">
          <h1 dir="auto" className="[overflow-wrap:anywhere]">
            {title}
          </h1>
          <p className="text-note text-text-3">Shared {dayText(Date.parse(shared_at))}</p>
        </div>
        <LinkButton href="/chat" icon="message-circle" className="print:hidden">
          Continue in Gatewayz
        </LinkButton>
      </header>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6.5 py-6">
        <div className="mx-auto grid w-full max-w-190 grid-cols-[minmax(0,1fr)] gap-6.5">
          <Turns {...rest} turns={fork ? fork.before : path} edit={null} />
        </div>
        {fork && (
          <Columns
            {...rest}
            columns={fork.columns}
            targets={targets}
            editing={() => null}
            continueWith={() => {}}
            ask={() => {}}
          />
        )}
      </div>
    </Models>
  );
}
