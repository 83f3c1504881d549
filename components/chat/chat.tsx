"use client";

import { useCallback, useMemo, useState } from "react";
import { useKey } from "@/components/auth/use-key";
import { loginPath } from "@/lib/client/next-path";
import type { AnswerWish, Message, MessageContent } from "@/lib/contract/conversation";
import { pathOf } from "@/lib/models/conversation";
import type { AnswerActions } from "./answer";
import { Composer } from "./composer";
import { estimate } from "./estimate";
import { History } from "./history";
import { ModelSelect } from "./model-select";
import { SessionMenu } from "./session-menu";
import { SettingsPanel } from "./settings-panel";
import { Transcript } from "./transcript";
import { useConversation } from "./use-conversation";
import { useDraft } from "./use-draft";
import { useModels } from "./use-models";
import { useSessions } from "./use-sessions";
import { formatWishes, MOST_WISHES } from "./wishes";

interface ChatProps {
  id: number | null;
  /** What the address says: the words to begin with, and who shall answer. */
  prompt: string;
  wished: readonly AnswerWish[];
  /** Who answers when nobody was named. */
  usual: string | null;
}

/** Conversations: their list, what was said, and where one types. */
export function Chat({ id, prompt, wished, usual }: ChatProps) {
  const key = useKey();
  const [query, setQuery] = useState("");
  const { sessions, failure, reload } = useSessions(Boolean(key), query);
  const conversation = useConversation(key ? id : null, reload);
  const { session, messages, running } = conversation;
  const [chosenWishes, setChosen] = useState<readonly AnswerWish[] | null>(wished.length > 0 ? wished : null);
  const last = session?.model ?? usual;
  const wishes = chosenWishes ?? (last ? [{ model: last, gateway: null }] : []);
  const [branches, setBranches] = useState<ReadonlyMap<number, number>>(new Map());
  const [editing, setEditing] = useState<number | null>(null);
  const [settingsOpen, setSettingsOpen] = useState(false);
  const [askLogin, setAskLogin] = useState(false);
  const [listOpen, setListOpen] = useState(false);
  const [draft, setDraft] = useDraft(id, prompt);
  const path = useMemo(() => pathOf(messages, branches), [messages, branches]);
  const models = useModels([
    ...wishes.map(({ model }) => model),
    ...path.flatMap(({ message }) => message.model ?? []),
  ]);
  const end = path.at(-1)?.message ?? null;

  const setWishes = (fresh: readonly AnswerWish[]) => {
    setChosen(fresh);
    const url = new URL(location.href);
    if (fresh.length > 0) url.searchParams.set("models", formatWishes(fresh));
    else url.searchParams.delete("models");
    history.replaceState(null, "", url);
  };
  const sayIt = useCallback(
    async (content: MessageContent, parent: number | null) => {
      const kept = await conversation.send(content, parent, wishes);
      if (kept !== null && !session)
        history.replaceState(null, "", `/chat/${kept}${location.search.replace(/([?&])prompt=[^&]*&?/, "$1")}`);
      return kept !== null;
    },
    [conversation, session, wishes],
  );
  const send = async (content: MessageContent) => {
    if (!key) return setAskLogin(true);
    const text = draft;
    setDraft("");
    if (!(await sayIt(content, end?.id ?? null))) setDraft(text);
  };
  const edit = (message: Message, text: string) => {
    const { content } = message;
    const files = typeof content === "string" ? [] : content.filter(({ type }) => type !== "text");
    setBranches((before) => without(before, message.parent_id ?? 0));
    void sayIt(files.length > 0 ? [...files, { type: "text", text }] : text, message.parent_id);
  };
  const answer = (message: Message, gateway: string | null, goOn: number | null) => {
    if (message.parent_id === null || !message.model) return;
    setBranches((before) => without(before, message.parent_id ?? 0));
    void conversation.answer(message.parent_id, [{ model: message.model, gateway }], goOn);
  };
  const actions: AnswerActions = {
    retry: (message, gateway) => answer(message, gateway, null),
    goOn: (message) => answer(message, message.facts?.asked_gateway ?? null, message.id),
    choose: (parent, child) => setBranches((before) => new Map(before).set(parent ?? 0, child)),
  };
  const status = conversation.lost
    ? "The connection is lost; the answer is being written on, and comes as soon as it is back."
    : running
      ? "Generating …"
      : "";
  return (
    <div className="chat" data-list={listOpen || undefined}>
      <button
        type="button"
        className="button history-open"
        aria-expanded={listOpen}
        onClick={() => setListOpen(!listOpen)}
      >
        Conversations
      </button>
      <History
        sessions={sessions}
        failure={failure}
        current={session?.id ?? id}
        query={query}
        setQuery={setQuery}
        reload={reload}
      />
      <div className="chat-main">
        {session && <SessionMenu key={session.id} session={session} messages={messages} />}
        {messages.length === 0 && (
          <div className="chat-empty">
            {!session && <h1>Chat</h1>}
            <p className="text-muted">
              Any model of any gateway. What an answer costs stands under it; put up to four side by side, also one
              model at several gateways.
            </p>
          </div>
        )}
        <Transcript
          messages={messages}
          chosen={branches}
          actions={actions}
          edit={running ? null : edit}
          columns={wishes.length > 1}
          goOnWith={(message) => {
            actions.choose(message.parent_id, message.id);
            setWishes([{ model: message.model ?? "", gateway: message.facts?.asked_gateway ?? null }]);
          }}
          gatewaysOf={(model) => models.get(model ?? "")?.source_gateways ?? []}
          editing={editing}
          setEditing={setEditing}
        />
        <p role="status" className="chat-status">
          {status}
        </p>
        {conversation.failure && (
          <p role="alert" className="text-bad">
            {conversation.failure}
          </p>
        )}
        {askLogin && !key && (
          <p role="alert" className="answer-error">
            <span>
              Sign in to send it; what you typed is kept.{" "}
              <a className="link" href={loginPath(location.pathname + location.search)}>
                Sign in
              </a>
            </span>
          </p>
        )}
        {settingsOpen && <SettingsPanel settings={conversation.settings} change={conversation.set} />}
        <Composer
          draft={draft}
          setDraft={setDraft}
          estimate={estimate(
            path.map(({ message }) => message),
            draft,
            conversation.settings,
            wishes,
            models,
          )}
          models={wishes.map(({ model }) => models.get(model))}
          running={running}
          ready={wishes.length > 0}
          send={send}
          stop={() => void conversation.stop()}
          editLast={() =>
            setEditing([...path].reverse().find(({ message }) => message.role === "user")?.message.id ?? null)
          }
        >
          {(wishes.length > 0 ? wishes : [null]).map((wish, i) => (
            <ModelSelect
              // biome-ignore lint/suspicious/noArrayIndexKey: the same wish may stand twice.
              key={i}
              wish={wish}
              model={wish ? models.get(wish.model) : undefined}
              change={(fresh) =>
                setWishes(wishes.length === 0 ? [fresh] : wishes.map((one, at) => (at === i ? fresh : one)))
              }
              remove={wishes.length > 1 ? () => setWishes(wishes.filter((_, at) => at !== i)) : null}
            />
          ))}
          {wishes.length > 0 && wishes.length < MOST_WISHES && (
            <button
              type="button"
              className="button"
              onClick={() => setWishes([...wishes, wishes.at(-1) as AnswerWish])}
            >
              Side by side
            </button>
          )}
          <button
            type="button"
            className="button"
            aria-expanded={settingsOpen}
            onClick={() => setSettingsOpen(!settingsOpen)}
          >
            Settings
          </button>
        </Composer>
      </div>
    </div>
  );
}

function without(map: ReadonlyMap<number, number>, key: number): Map<number, number> {
  const rest = new Map(map);
  rest.delete(key);
  return rest;
}
