import type { Message } from "@/lib/contract/conversation";

const REASONS: Record<string, string> = {
  length: "The answer reached its length limit.",
  content_filter: "The answer was ended by a content filter.",
};

interface EndNoteProps {
  message: Message;
  /** Null where it can only be read. */
  continueWith: (() => void) | null;
}

/** Says that an answer is not all of it, though nothing failed, and offers to go on. */
export function EndNote({ message, continueWith }: EndNoteProps) {
  const text = REASONS[message.facts?.finish_reason ?? ""];
  if (!text) return null;
  return (
    <div className="answer-error" role="status">
      <p>{text}</p>
      {continueWith && (
        <div className="flex flex-wrap gap-2">
          <button type="button" className="button" onClick={continueWith}>
            Continue
          </button>
        </div>
      )}
    </div>
  );
}
