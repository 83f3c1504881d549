import { useEffect, useEffectEvent, useRef } from "react";
import type { ChatSession, Message } from "@/lib/contract/conversation";
import { titleOf } from "@/lib/models/conversation";

/** A new chat is loaded again at this interval, in ms, because no server event announces its title. */
const INTERVAL_MS = 1_500;
/** After the last try, a new title is shown when the chat is opened again. */
const MAX_TRIES = 5;

/** Loads a new chat again after its first answer until a model has named it; then calls `named`. */
export function useNewTitle(
  session: ChatSession | null,
  messages: readonly Message[],
  refetch: () => unknown,
  named: () => void,
): void {
  const [first, ...answers] = messages;
  const isNew =
    session?.settings.generate_title === true &&
    first?.parent_id === null &&
    answers.length > 0 &&
    answers.every(({ role, parent_id }) => role === "assistant" && parent_id === first.id);
  const isUnnamed = isNew && session.title === titleOf(first.content);
  const states = new Set(answers.map(({ state }) => state));
  const wasRunning = useRef(false);
  const onTry = useEffectEvent(refetch);
  const onNamed = useEffectEvent(named);
  const state = !isUnnamed ? null : states.has("done") ? "done" : states.has("running") ? "running" : "failed";
  useEffect(() => {
    if (state === "running") wasRunning.current = true;
    if (!wasRunning.current) return;
    if (state === null) {
      wasRunning.current = false;
      onNamed();
    }
    if (state !== "done") return;
    let tries = 0;
    const timer = setInterval(() => {
      onTry();
      tries++;
      if (tries === MAX_TRIES) clearInterval(timer);
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, [state]);
}
