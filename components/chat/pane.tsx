"use client";

import { useRef, useState } from "react";
import { useModels } from "@/components/data/use-model";
import { useTitle } from "@/components/ui/use-title";
import type { ChatTarget, Message, MessageContent } from "@/lib/contract/conversation";
import { messagesTo } from "@/lib/models/conversation";
import type { AnswerActions } from "./answer-props";
import { ChatBar, type SessionActions } from "./chat-bar";
import type { ChatProps } from "./chat-props";
import { Composer } from "./composer";
import { filesOf } from "./content";
import { DeleteBranchDialog } from "./delete-branch-dialog";
import { charactersOf } from "./estimate";
import { headingId, MESSAGE_FIELD, useFocusNext } from "./focus";
import { kindsIn } from "./kinds";
import { ModelChips } from "./model-chips";
import { Models, modelFacts } from "./model-facts";
import { NoConversation } from "./no-conversation";
import { Notices } from "./notices";
import { SettingsPopover } from "./settings-popover";
import { Start } from "./start";
import { Transcript } from "./transcript";
import { useAnswerNews } from "./use-answer-news";
import { useChosenBranches } from "./use-chosen-branches";
import { type OutgoingMessage, useConversation } from "./use-conversation";
import { useShown } from "./use-shown";
import { useStopKey } from "./use-stop-key";
import { editId } from "./user-message";

interface PaneProps extends Omit<ChatProps, "gateways"> {
  id: number | null;
  /** Null while the page does not know yet. */
  signedIn: boolean | null;
  /** From the URL: the prompt to begin with, and the models to answer it. */
  prompt: string;
  initialTargets: readonly ChatTarget[];
  actions: SessionActions;
  /** Leaves for a new conversation. */
  begin: () => void;
  /** Told the id of a conversation that begins here. */
  created: (id: number) => void;
  /** Told that the list of conversations is old. */
  changed: () => void;
}

/** One conversation: what was said, who shall answer, and where one types. */
export function Pane(props: PaneProps) {
  const { id, signedIn, prompt, initialTargets, defaultModel, popular, keyless, created, changed } = props;
  const conversation = useConversation(id, signedIn === true, created, changed);
  const { session, messages: all, streaming } = conversation;
  const { chosen, prefer, choose: chooseBranch } = useChosenBranches(session, all);
  const shown = useShown(all, chosen, session?.model ?? null, initialTargets, defaultModel);
  const { path, fork, lines, running, targets, setTargets } = shown;
  const [editing, setEditing] = useState<number | null>(null);
  const [deleting, setDeleting] = useState<number | null>(null);
  const [askLogin, setAskLogin] = useState(false);
  const focusNext = useFocusNext();
  const models = useModels([
    ...targets.map(({ model }) => model),
    ...path.slice(-20).flatMap(({ message }) => message.model ?? []),
  ]);
  const sending = useRef<{ stopped: boolean } | null>(null);
  const stopShown = () => {
    if (sending.current) sending.current.stopped = true;
    for (const { id: message, state } of shown.messages) if (state === "running") void conversation.stop(message);
  };
  useStopKey(stopShown);
  useAnswerNews(all, (model) => modelFacts(model, models).name, conversation.lost);
  const title = session?.title ?? "Chat";
  useTitle(`${title} · Gatewayz`);

  const sendMessage = async (content: MessageContent, at: readonly OutgoingMessage[]): Promise<boolean> => {
    const outgoing = { stopped: false };
    sending.current = outgoing;
    const ids = await conversation.send(content, at, () => outgoing.stopped);
    if (sending.current === outgoing) sending.current = null;
    if (ids !== null) prefer(ids);
    return ids !== null;
  };
  const send = async (content: MessageContent): Promise<boolean> => {
    if (!signedIn) {
      setAskLogin(true);
      return false;
    }
    if (!conversation.ready) return false;
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
  const answer = async (parent: number | null, target: ChatTarget, continueWith: number | null) => {
    if (parent === null) return;
    const ids = await conversation.answer(parent, [target], continueWith);
    focusNext(...ids.map(headingId));
    prefer(ids);
  };
  const ownTarget = (message: Message): ChatTarget => ({
    model: message.model ?? "",
    gateway: message.facts?.asked_gateway ?? null,
  });
  const actions: AnswerActions = {
    retry: (message, gateway) => {
      const [only] = targets.length === 1 ? targets : [];
      const target = gateway ? { model: message.model ?? "", gateway } : (only ?? ownTarget(message));
      void answer(message.parent_id, target, null);
    },
    continueWith: (message) => void answer(message.parent_id, ownTarget(message), message.id),
    stop: (message) => void conversation.stop(message.id),
    remove: (message) => setDeleting(message.id),
  };
  const open = (message: number | null) => {
    if (message === null && editing !== null) focusNext(editId(editing), MESSAGE_FIELD);
    setEditing(message);
  };
  const edit = (by: readonly ChatTarget[]) =>
    // An editor that is open stays open while an answer is written.
    running && editing === null
      ? null
      : {
          editing,
          open,
          remove: (message: Message) => setDeleting(message.id),
          send: async ({ content, parent_id: parent }: Message, text: string) => {
            const files = filesOf(content);
            const changed = files.length > 0 ? [...files, ...(text ? [{ type: "text", text }] : [])] : text;
            const sent = await sendMessage(changed, [{ parent, targets: by }]);
            if (sent) {
              setEditing(null);
              focusNext(MESSAGE_FIELD);
            }
            return sent;
          },
        };
  const choose = (message: number, then: string) => {
    focusNext(then, headingId(message));
    chooseBranch(message);
  };
  if (conversation.missing) return <NoConversation begin={props.begin} />;
  const empty = conversation.ready && all.length === 0;
  return (
    <Models value={models}>
      <section aria-label="Chat" className="flex min-h-0 min-w-0 flex-col print:block">
        <ChatBar
          session={session}
          messages={all}
          share={{ messages: shown.messages, ends: shown.ends, changed: conversation.setShare }}
          actions={props.actions}
          begin={props.begin}
        />
        {empty ? (
          <h1 className="my-auto px-6 text-center text-display-phone md:mt-auto md:mb-5.5 md:text-display short:hidden">
            {session ? session.title : "What do you want to ask?"}
          </h1>
        ) : (
          <Transcript
            turns={fork ? fork.before : path}
            columns={fork?.columns ?? null}
            targets={targets}
            streaming={streaming}
            actions={actions}
            choose={choose}
            editing={edit}
            continueWith={(target, message) => {
              focusNext(MESSAGE_FIELD);
              chooseBranch(message);
              setTargets([target]);
            }}
            ask={(target) => void answer(fork?.before.at(-1)?.message.id ?? null, target, null)}
          />
        )}
        <Notices
          {...conversation}
          keyless={keyless && empty}
          signIn={signedIn === false && (askLogin || id !== null) ? (askLogin ? "send" : "see") : null}
        />
        <Composer
          draftName={String(session?.id ?? id ?? "new")}
          prompt={prompt}
          characters={lines.map((line) => charactersOf(line.map(({ message }) => message)))}
          heldKinds={kindsIn(lines.flat().map(({ message }) => message.content))}
          settings={conversation.settings}
          targets={targets}
          running={running}
          ready={signedIn === false || conversation.ready}
          send={send}
          stop={stopShown}
          editLast={() => {
            const last = path.findLast(({ message }) => message.role === "user");
            if (last && !running) setEditing(last.message.id);
          }}
        >
          <SettingsPopover
            settings={conversation.settings}
            change={conversation.set}
            ready={conversation.ready}
            targets={targets}
            setTargets={setTargets}
          />
          <ModelChips targets={targets} change={setTargets} />
        </Composer>
        {deleting !== null && (
          <DeleteBranchDialog
            messages={all.filter(({ id: one }) => messagesTo(all, one).some((above) => above.id === deleting)).length}
            remove={() => {
              focusNext(MESSAGE_FIELD);
              void conversation.removeBranch(deleting);
            }}
            onClose={() => setDeleting(null)}
          />
        )}
        {empty && <Start popular={popular} targets={targets} choose={setTargets} />}
      </section>
    </Models>
  );
}
