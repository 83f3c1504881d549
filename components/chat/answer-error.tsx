"use client";

import { useEffect, useState } from "react";
import type { AnswerError, Message } from "@/lib/contract/conversation";
import { useGatewayName } from "./gateway-facts";

interface AnswerErrorProps {
  message: Message;
  error: AnswerError;
  /** Other gateways that have this model. */
  others: readonly string[];
  retry: (gateway: string | null) => void;
  continueWith: () => void;
}

/** What happened, whether and when trying again helps, and who else could answer. It stays until something is done. */
export function AnswerErrorBox({ message, error, others, retry, continueWith }: AnswerErrorProps) {
  const seconds = useSecondsUntil(error.retry_at);
  const nameOf = useGatewayName();
  const cut = message.state === "interrupted";
  // All that have the model were looked at, and none of them can: naming one changes nothing.
  const none = error.error_type === "no_endpoints" && !message.facts?.asked_gateway;
  return (
    <div className="answer-error">
      <p role="alert">
        <b className="font-medium">{cut ? "Interrupted" : "No answer"}</b>: {error.message}
      </p>
      <p className="text-text-3">
        {error.retryable
          ? seconds > 0
            ? `Trying again can help in ${seconds} s.`
            : "Trying again can help."
          : "Trying again will not help as it is: change the question, the model or the settings."}
      </p>
      <div className="flex flex-wrap gap-2">
        {cut && (
          <button type="button" className="button" onClick={continueWith}>
            Continue
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => retry(message.facts?.asked_gateway ?? null)}
          disabled={seconds > 0}
        >
          Retry
        </button>
        {none && (
          <a className="button" href="/settings#gateway-keys">
            Add a gateway key
          </a>
        )}
        {(none ? [] : others.slice(0, 3)).map((gateway) => (
          <button key={gateway} type="button" className="button" onClick={() => retry(gateway)}>
            Retry at {nameOf(gateway)}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Whole seconds until a time, counted down; 0 when it has come or there is none. */
function useSecondsUntil(at: string | null): number {
  const [now, setNow] = useState(() => Date.now());
  const left = at === null ? 0 : Math.max(0, Math.ceil((Date.parse(at) - now) / 1000));
  const waiting = left > 0;
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [waiting]);
  return left;
}
