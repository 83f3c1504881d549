import type { ChatTarget, Message } from "@/lib/contract/conversation";
import type { AnswerActions } from "./answer-props";
import { headingId } from "./focus";
import type { Conversation } from "./use-conversation";
import type { Shown } from "./use-shown";

interface Options {
  prefer: (ids: readonly number[]) => void;
  focusNext: (...ids: readonly string[]) => void;
  /** Confirms, then deletes a message and all below it. */
  remove: (message: Message) => void;
}

/** The actions of the displayed answers, and `ask`, which requests an answer from another target. */
export function answerActions(conversation: Conversation, { targets, fork }: Shown, options: Options) {
  const { prefer, focusNext, remove } = options;
  const answer = async (parent: number | null, target: ChatTarget, continueWith: number | null) => {
    if (parent === null) return;
    const ids = await conversation.answer(parent, [target], continueWith);
    focusNext(...ids.map(headingId));
    prefer(ids);
  };
  const actions: AnswerActions = {
    retry: (message, gateway) => {
      const [only] = targets.length === 1 ? targets : [];
      const target = gateway ? { model: message.model ?? "", gateway } : (only ?? targetOf(message));
      void answer(message.parent_id, target, null);
    },
    continueWith: (message) => void answer(message.parent_id, targetOf(message), message.id),
    stop: (message) => void conversation.stop(message.id),
    remove,
  };
  const ask = (target: ChatTarget) => void answer(fork?.before.at(-1)?.message.id ?? null, target, null);
  return { actions, ask };
}

const targetOf = ({ model, facts }: Message): ChatTarget => ({
  model: model ?? "",
  gateway: facts?.asked_gateway ?? null,
});
