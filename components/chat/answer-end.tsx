"use client";

import { Button } from "@/components/ui/button";
import { ErrorCard } from "@/components/ui/error-card";
import type { Message } from "@/lib/contract/conversation";
import { lookup } from "@/lib/contract/lookup";
import { AnswerErrorCard } from "./answer-error";
import type { AnswerActions } from "./answer-props";

const REASONS: Record<string, string> = lookup({
  length: "The answer reached its length limit",
  content_filter: "A content filter ended the answer",
});

interface AnswerEndProps {
  message: Message;
  text: string;
  actions: AnswerActions | null;
}

/** The end of an answer that is not simply done: stopped, empty, truncated, interrupted, or failed. */
export function AnswerEnd({ message, text, actions }: AnswerEndProps) {
  const { state, error } = message;
  if (state === "stopped") return <p className="mt-2.5 text-note text-text-3">Stopped</p>;
  if (error) return <AnswerErrorCard message={message} error={error} actions={actions} />;
  if (state !== "done") return null;
  const reason = REASONS[message.facts?.finish_reason ?? ""];
  if (reason) {
    const more = actions && (
      <Button variant="primary" size="sm" icon="play" onClick={() => actions.continueWith(message)}>
        Continue
      </Button>
    );
    return (
      <ErrorCard interrupted title={reason} actions={more} className="mt-3">
        What arrived is saved.
      </ErrorCard>
    );
  }
  if (text.trim() !== "") return null;
  const retryButton = actions && (
    <Button variant="primary" size="sm" icon="refresh-cw" onClick={() => actions.retry(message)}>
      Try again
    </Button>
  );
  return (
    <ErrorCard title="The answer is empty" actions={retryButton} className="mt-3">
      The model returned no text.
    </ErrorCard>
  );
}
