"use client";

import { useEffect, useMemo, useState } from "react";
import { useModels } from "@/components/data/use-model";
import { loginPath } from "@/lib/client/next-path";
import type { ChatTarget, Message, MessageContent } from "@/lib/contract/conversation";
import { forkOf, pathOf, targetsOf } from "@/lib/models/conversation";
import type { AnswerActions } from "./answer";
import { Choosers } from "./choosers";
import { Composer } from "./composer";
import { charactersOf } from "./estimate";
import { kindsIn } from "./kinds";
import { SessionMenu } from "./session-menu";
import { SettingsPanel } from "./settings-panel";
import { StatusLine } from "./status-line";
import { Transcript } from "./transcript";
import { type OutgoingMessage, useConversation } from "./use-conversation";
import { useTargets } from "./use-targets";

interface PaneProps {
  id: number | null;
  /** Null while the page does not know yet. */
  signedIn: boolean | null;
  prompt: string;
  initialTargets: readonly ChatTarget[];
  defaultModel: string | null;
  /** No gateway can be called here without a key of one's own. */
  keyless: boolean;
  /** Told the id of a conversation that begins here. */
  created: (id: number) => void;
  /** Told that the list of conversations is old. */
  changed: () => void;
}

/** One conversation: what was said, who shall answer, and where one types. */
export function Pane({ id, signedIn, prompt, initialTargets, defaultModel, keyless, created, changed }: PaneProps) {
  const conversation = useConversation(id, signedIn === true, created, changed);
  const { session, messages, running } = conversation;
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const path = useMemo(() => pathOf(messages, chosen), [messages, chosen]);
  const before = useMemo(() => previousTargets(messages, chosen, session?.model ?? null), [messages, chosen, session]);
  const { targets, choose: setTargets } = useTargets(initialTargets, before, defaultModel);
  const fork = useMemo(() => forkOf(messages, chosen, targets), [messages, chosen, targets]);
  const [editing, setEditing] = useState<number | null>(null);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [askLogin, setAskLogin] = useState(false);
  const models = useModels([
    ...targets.map(({ model }) => model),
    ...path.slice(-20).flatMap(({ message }) => message.model ?? []),
  ]);
  const lines = fork ? fork.columns.map((column) => [...fork.before, ...column]) : targets.map(() => path);
  const ends = [...new Set(lines.flatMap((line) => line.at(-1)?.message.id ?? []))];
  const prefer = (ids: readonly number[]) => setChosen((known) => [...ids, ...known]);

  const set = Object.values(conversation.settings).filter((value) => value !== null && value !== "").length;
  const title = session?.title ?? "Chat";
  useEffect(() => {
    document.title = `${title} · Gatewayz`;
  }, [title]);

  const sendMessage = async (content: MessageContent, at: readonly OutgoingMessage[]): Promise<boolean> => {
    const ids = await conversation.send(content, at);
    if (ids !== null) prefer(ids);
    return ids !== null;
  };
  const send = async (content: MessageContent): Promise<boolean> => {
    if (!signedIn) {
      setAskLogin(true);
      return false;
    }
    const end = path.at(-1)?.message.id ?? null;
    if (!fork) return sendMessage(content, [{ parent: end, targets }]);
    const asked = fork.before.at(-1)?.message.id ?? null;
    return sendMessage(
      content,
      fork.columns.map((column, i) => ({
        parent: column.at(-1)?.message.id ?? asked,
        targets: targets.slice(i, i + 1),
      })),
    );
  };
  const edit = (message: Message, text: string, by: readonly ChatTarget[]) => {
    const { content } = message;
    const files = typeof content === "string" ? [] : content.filter(({ type }) => type !== "text");
    void sendMessage(files.length > 0 ? [...files, { type: "text", text }] : text, [
      { parent: message.parent_id, targets: by },
    ]);
  };
  const answer = async (parent: number | null, target: ChatTarget, continueWith: number | null) => {
    if (parent !== null) prefer(await conversation.answer(parent, [target], continueWith));
  };
  const actions: AnswerActions = {
    retry: (message, gateway) => void answer(message.parent_id, { model: message.model ?? "", gateway }, null),
    continueWith: (message) => {
      const target = { model: message.model ?? "", gateway: message.facts?.asked_gateway ?? null };
      void answer(message.parent_id, target, message.id);
    },
    stop: (message) => void conversation.stop(message.id),
  };
  return (
    <div className="chat-main">
      {session && (
        <SessionMenu key={`${session.id} ${session.share}`} session={session} messages={messages} ends={ends} />
      )}
      {messages.length === 0 && !conversation.loading && (
        <div className="chat-empty">
          <h1>{session ? session.title : "Ask any model"}</h1>
          <p className="text-text-3">
            Any model of any gateway, up to four side by side, also one model at several gateways. What an answer cost
            stands under it.
          </p>
          {keyless && (
            <p className="mt-2 text-text-3">
              This server has no key of any gateway: answers need one of yours, which{" "}
              <a className="link" href="/settings#gateway-keys">
                Settings
              </a>{" "}
              keeps.
            </p>
          )}
        </div>
      )}
      <Transcript
        turns={fork ? fork.before : path}
        columns={fork?.columns ?? null}
        targets={targets}
        streaming={conversation.streaming}
        actions={actions}
        choose={(message) => prefer([message])}
        edit={running ? null : edit}
        continueWith={(target, message) => {
          prefer([message]);
          setTargets([target]);
        }}
        ask={(target) => void answer(fork?.before.at(-1)?.message.id ?? null, target, null)}
        gatewaysOf={(model) => models.get(model ?? "")?.source_gateways ?? []}
        editing={editing}
        setEditing={setEditing}
      />
      <StatusLine messages={messages} lost={conversation.lost} loading={conversation.loading && signedIn !== false} />
      {conversation.failure && (
        <div role="alert" className="answer-error">
          <p>{conversation.failure}</p>
          {id !== null && messages.length === 0 && (
            <span>
              <button type="button" className="button" onClick={conversation.reload}>
                Try again
              </button>
            </span>
          )}
        </div>
      )}
      {(askLogin || id !== null) && signedIn === false && (
        <p role="alert" className="chat-notice">
          <span>
            {askLogin ? "Sign in to send it; what you typed is kept, files too." : "Sign in to see this conversation."}{" "}
            <a className="link" href={loginPath(location.pathname + location.search)}>
              Sign in
            </a>
          </span>
        </p>
      )}
      {settingsOpen && <SettingsPanel settings={conversation.settings} change={conversation.set} />}
      <Composer
        draftName={String(session?.id ?? id ?? "new")}
        prompt={prompt}
        characters={lines.map((line) => charactersOf(line.map(({ message }) => message)))}
        heldKinds={kindsIn(lines.flat().map(({ message }) => message.content))}
        settings={conversation.settings}
        targets={targets}
        models={models}
        running={running}
        send={send}
        stop={() => void conversation.stop()}
        editLast={() => setEditing(path.findLast(({ message }) => message.role === "user")?.message.id ?? null)}
      >
        <Choosers targets={targets} models={models} change={setTargets} />
        <button
          type="button"
          className="button"
          aria-expanded={settingsOpen}
          onClick={() => setSettingsOpen(!settingsOpen)}
        >
          Settings{set > 0 && ` (${set})`}
        </button>
      </Composer>
    </div>
  );
}

/** Who answered last in a conversation: those side by side, else the one it was set to. */
function previousTargets(messages: readonly Message[], chosen: readonly number[], model: string | null): ChatTarget[] {
  const together = targetsOf(messages, pathOf(messages, chosen));
  if (together.length > 0) return together;
  return model ? [{ model, gateway: null }] : [];
}
