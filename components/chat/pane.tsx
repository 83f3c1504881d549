"use client";

import { useState } from "react";
import { useModels } from "@/components/data/use-model";
import { useTitle } from "@/components/ui/use-title";
import type { ChatTarget, Message, MessageContent } from "@/lib/contract/conversation";
import { messagesTo } from "@/lib/models/conversation";
import { answerActions } from "./answer-actions";
import { ChatBar, type SessionActions } from "./chat-bar";
import type { ChatProps } from "./chat-props";
import { ChatSkeleton } from "./chat-skeleton";
import { DeleteBranchDialog } from "./delete-branch-dialog";
import { headingId, MESSAGE_FIELD, useFocusNext } from "./focus";
import { Models, modelFacts, useModelNames } from "./model-facts";
import { NoConversation } from "./no-conversation";
import { Notices } from "./notices";
import { PaneComposer } from "./pane-composer";
import { Start } from "./start";
import { Transcript } from "./transcript";
import { useAnswerNews } from "./use-answer-news";
import { useChosenBranches } from "./use-chosen-branches";
import { type Conversation, useConversation } from "./use-conversation";
import { useEditing } from "./use-editing";
import { useSending } from "./use-sending";
import { nextMessages, type Shown, useShown } from "./use-shown";
import { useStopKey } from "./use-stop-key";

interface PaneProps extends Omit<ChatProps, "gateways" | "named"> {
  id: number | null;
  /** Null until it is known. */
  signedIn: boolean | null;
  /** From the URL: the initial text of the message field, and the targets. */
  prompt: string;
  initialTargets: readonly ChatTarget[];
  actions: SessionActions;
  begin: () => void;
  created: (id: number) => void;
  /** Called when the list of conversations is out of date. */
  changed: () => void;
}

/** A conversation: its messages, its targets, and the message field. */
export function Pane(props: PaneProps) {
  const { id, signedIn, initialTargets, defaultModel, created, changed } = props;
  const conversation = useConversation(id, signedIn === true, created, changed);
  const { session, messages } = conversation;
  const branches = useChosenBranches(session, messages);
  const model = session?.model ?? null;
  const shown = useShown(messages, branches.chosen, { model, initialTargets, defaultModel });
  const models = useModels([
    ...shown.targets.map((target) => target.model),
    ...shown.path.slice(-20).flatMap(({ message }) => message.model ?? []),
  ]);
  const names = useModelNames();
  useAnswerNews(messages, (id) => modelFacts(id, models, names).name, conversation.lost);
  useTitle(`${session?.title ?? "Chat"} · Gatewayz`);
  if (conversation.missing) return <NoConversation begin={props.begin} />;
  return (
    <Models value={models}>
      <section aria-label="Chat" className="flex min-h-0 min-w-0 flex-col print:block">
        <ChatBar
          session={session}
          messages={messages}
          share={{ messages: shown.messages, ends: shown.ends, changed: conversation.setShare }}
          actions={props.actions}
          begin={props.begin}
        />
        <PaneBody {...props} conversation={conversation} shown={shown} branches={branches} />
      </section>
    </Models>
  );
}

interface PaneBodyProps extends PaneProps {
  conversation: Conversation;
  shown: Shown;
  branches: ReturnType<typeof useChosenBranches>;
}

function PaneBody({ conversation, shown, branches, ...props }: PaneBodyProps) {
  const { id, signedIn, prompt, popular, keyless } = props;
  const { session, messages, ready } = conversation;
  const { fork, targets, setTargets } = shown;
  const [deleting, setDeleting] = useState<number | null>(null);
  const [askLogin, setAskLogin] = useState(false);
  const focusNext = useFocusNext();
  const { send, stop } = useSending(conversation, shown, branches.prefer);
  useStopKey(stop);
  const remove = (message: Message) => setDeleting(message.id);
  const { edit, open } = useEditing({ running: shown.running, send, focusNext, remove });
  const { actions, ask } = answerActions(conversation, shown, { prefer: branches.prefer, focusNext, remove });
  const sendTyped = async (content: MessageContent): Promise<boolean> => {
    if (!signedIn) setAskLogin(true);
    return signedIn === true && ready && send(content, nextMessages(shown));
  };
  const choose = (message: number, ...next: readonly string[]) => {
    focusNext(...next);
    branches.choose(message);
  };
  const isEmpty = ready && messages.length === 0;
  return (
    <>
      {isEmpty ? (
        <h1 className="my-auto px-6 text-center text-display-phone md:mt-auto md:mb-5.5 md:text-display short:hidden">
          {session ? session.title : "What do you want to ask?"}
        </h1>
      ) : conversation.loading && signedIn && messages.length === 0 ? (
        <ChatSkeleton />
      ) : (
        <Transcript
          turns={fork ? fork.before : shown.path}
          columns={fork?.columns ?? null}
          targets={targets}
          streaming={conversation.streaming}
          actions={actions}
          choose={(message, then) => choose(message, then, headingId(message))}
          editing={edit}
          continueWith={(target, message) => {
            choose(message, MESSAGE_FIELD);
            setTargets([target]);
          }}
          ask={ask}
        />
      )}
      <Notices
        {...conversation}
        keyless={keyless && isEmpty}
        signIn={signedIn === false && (askLogin || id !== null) ? (askLogin ? "send" : "see") : null}
      />
      <PaneComposer
        conversation={conversation}
        shown={shown}
        draftName={String(session?.id ?? id ?? "new")}
        prompt={prompt}
        signedOut={signedIn === false}
        send={sendTyped}
        stop={stop}
        edit={open}
      />
      {deleting !== null && (
        <DeleteBranchDialog
          messages={countBelow(messages, deleting)}
          remove={() => {
            focusNext(MESSAGE_FIELD);
            void conversation.removeBranch(deleting);
          }}
          onClose={() => setDeleting(null)}
        />
      )}
      {isEmpty && <Start popular={popular} targets={targets} choose={setTargets} />}
    </>
  );
}

/** The number of messages in the branch that starts with a message. */
function countBelow(messages: readonly Message[], first: number): number {
  return messages.filter(({ id }) => messagesTo(messages, id).some((above) => above.id === first)).length;
}
