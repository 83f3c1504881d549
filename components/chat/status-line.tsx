"use client";

import { useEffect, useState } from "react";
import type { Message } from "@/lib/contract/conversation";

/** Between two words that an answer is still being written, in ms. */
const STILL_MS = 10_000;

interface StatusLineProps {
  messages: readonly Message[];
  lost: boolean;
  loading: boolean;
}

/** The one line that says, politely and seldom, how it stands: nothing is read out for each token. */
export function StatusLine({ messages, lost, loading }: StatusLineProps) {
  const running = messages.filter(({ state }) => state === "running").length;
  const last = messages.at(-1);
  const [wasRunning, setWasRunning] = useState(false);
  const [seconds, setSeconds] = useState(0);
  if (running > 0 && !wasRunning) setWasRunning(true);
  const busy = running > 0;
  useEffect(() => {
    if (!busy) return setSeconds(0);
    const timer = setInterval(() => setSeconds((before) => before + STILL_MS / 1000), STILL_MS);
    return () => clearInterval(timer);
  }, [busy]);
  return (
    <p role="status" className="chat-status">
      {lost
        ? "The connection is lost; the answer is being written on, and comes as soon as it is back."
        : loading
          ? "Loading the conversation …"
          : running > 0
            ? seconds === 0
              ? running === 1
                ? "Generating …"
                : `Generating ${running} answers …`
              : `Still working, ${seconds} s …`
            : wasRunning
              ? ended(last)
              : ""}
    </p>
  );
}

function ended(last: Message | undefined): string {
  if (last?.state === "stopped") return "Stopped.";
  if (last?.state === "interrupted") return "The answer was cut.";
  return last?.state === "error" ? "There is no answer." : "Done.";
}
