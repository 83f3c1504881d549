"use client";

import { useMemo, useState } from "react";
import { useData } from "@/components/data/query";
import { readShared, type SharedConversation as Snapshot } from "@/lib/client/chat";
import { forkOf, pathOf, targetsOf } from "@/lib/models/conversation";
import { dayText } from "@/lib/models/format";
import { type GatewayFacts, Gateways } from "./gateway-facts";
import { Transcript } from "./transcript";

/** A conversation that was shared, to read. */
export function Shared({ token, gateways }: { token: string; gateways: readonly GatewayFacts[] }) {
  const { data: snapshot, error } = useData({
    queryKey: ["shared conversation", token],
    queryFn: ({ signal }) => readShared(token, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (error) {
    return (
      <div className="chat-empty">
        <h1>Nothing to read here</h1>
        <p role="alert">{error.message}</p>
      </div>
    );
  }
  if (!snapshot) return <p role="status">Loading the conversation …</p>;
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
  return (
    <div className="chat-main">
      <div className="session-menu">
        <h1>{title}</h1>
        <span className="text-text-3">shared as it was on {dayText(Date.parse(shared_at))}</span>
      </div>
      <Transcript
        turns={fork ? fork.before : path}
        columns={fork?.columns ?? null}
        targets={targets}
        streaming={null}
        actions={null}
        choose={(id) => setChosen((before) => [id, ...before])}
        edit={null}
        continueWith={() => {}}
        ask={() => {}}
        gatewaysOf={() => []}
        editing={null}
        setEditing={() => {}}
      />
    </div>
  );
}
