"use client";

import { useEffect, useRef } from "react";
import { announce } from "@/components/ui/announce";
import type { Message } from "@/lib/contract/conversation";
import { textOf } from "@/lib/models/conversation";
import { readsAnswers } from "./device-settings";

/** Time between two announcements that an answer is still streaming, in ms. */
const INTERVAL_MS = 15_000;

const STATE_TEXTS: Record<Message["state"], string> = {
  done: "Answer ready",
  running: "Answering",
  stopped: "Answer stopped",
  interrupted: "Answer interrupted",
  error: "No answer",
};

/** Announces the progress of answers to screen readers, at long intervals and with the name of the model. */
export function useAnswerNews(messages: readonly Message[], nameOf: (model: string) => string, lost: boolean): void {
  const lastStates = useRef<ReadonlyMap<number, Message["state"]>>(new Map());
  const running = messages.filter(({ state }) => state === "running").length;
  useEffect(() => {
    const states = new Map(messages.map(({ id, state }) => [id, state]));
    for (const { id, role, state, model, content } of messages) {
      const previous = lastStates.current.get(id);
      const begins = state === "running" && previous === undefined;
      const ends = state !== "running" && previous === "running";
      if (role !== "assistant" || (!begins && !ends)) continue;
      const read = state === "done" && readsAnswers() ? `. ${textOf(content)}` : "";
      announce(`${STATE_TEXTS[state]}: ${nameOf(model ?? "")}${read}`, `answer ${id}`);
    }
    lastStates.current = states;
  }, [messages, nameOf]);
  useEffect(() => {
    if (running === 0) return;
    let seconds = 0;
    const timer = setInterval(() => {
      seconds += INTERVAL_MS / 1000;
      announce(`Still answering, ${seconds} s`, "still");
    }, INTERVAL_MS);
    return () => clearInterval(timer);
  }, [running]);
  useEffect(() => {
    if (lost) announce("You’re offline. The answer will appear when you reconnect.", "connection");
  }, [lost]);
}
