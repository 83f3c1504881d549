"use client";

import { useEffect, useState } from "react";
import { z } from "zod";
import { callApi } from "@/lib/client/session";
import { Message } from "@/lib/contract/conversation";
import { dayText } from "@/lib/models/format";
import { Transcript } from "./transcript";

const Snapshot = z.object({ title: z.string(), shared_at: z.string(), messages: z.array(Message) });

/** A conversation that was shared, to read. */
export function Shared({ token }: { token: string }) {
  const [snapshot, setSnapshot] = useState<z.infer<typeof Snapshot> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    callApi(`/v1/chat/shared/${encodeURIComponent(token)}`).then(
      (body) => setSnapshot(Snapshot.parse(body)),
      (error: Error) => setFailure(error.message),
    );
  }, [token]);
  if (failure) return <p role="alert">{failure}</p>;
  if (!snapshot) return <p role="status">One moment …</p>;
  return (
    <div className="chat-main">
      <div className="session-menu">
        <h1>{snapshot.title}</h1>
        <span className="text-muted">as it was on {dayText(Date.parse(snapshot.shared_at))}</span>
      </div>
      <Transcript
        messages={snapshot.messages}
        chosen={new Map()}
        actions={null}
        edit={null}
        columns={false}
        goOnWith={() => {}}
        gatewaysOf={() => []}
        editing={null}
        setEditing={() => {}}
      />
    </div>
  );
}
