"use client";

import { useMemo } from "react";
import type { ChatTarget, Message } from "@/lib/contract/conversation";
import { type Fork, forkOf, pathOf, type Turn, targetsOf } from "@/lib/models/conversation";
import type { OutgoingMessage } from "./use-message-changes";
import { useTargets } from "./use-targets";

/** The displayed part of a conversation, and the targets of the next message. */
export interface Shown {
  path: readonly Turn[];
  /** The parallel answers; null without any. */
  fork: Fork | null;
  /** The displayed turns, one line for each target. */
  lines: readonly (readonly Turn[])[];
  /** All messages of these lines, without duplicates. */
  messages: readonly Message[];
  /** The last message of each line. */
  ends: readonly number[];
  running: boolean;
  targets: readonly ChatTarget[];
  setTargets: (targets: readonly ChatTarget[]) => void;
}

/** Further sources of targets, if the conversation has none. */
interface TargetSources {
  /** The stored model of the conversation. */
  model: string | null;
  /** From the URL. */
  initialTargets: readonly ChatTarget[];
  defaultModel: string | null;
}

/** Computes what is displayed from the messages and the chosen branches. */
export function useShown(
  all: readonly Message[],
  chosen: readonly number[],
  { model, initialTargets, defaultModel }: TargetSources,
): Shown {
  const path = useMemo(() => pathOf(all, chosen), [all, chosen]);
  const previous = useMemo(() => previousTargets(all, path, model), [all, path, model]);
  const { targets, choose: setTargets } = useTargets(initialTargets, previous, defaultModel);
  const fork = useMemo(() => forkOf(all, chosen, targets), [all, chosen, targets]);
  const lines = fork ? fork.columns.map((column) => [...fork.before, ...column]) : targets.map(() => path);
  const shownLines = lines.length > 0 ? lines : [path];
  const messages = [...new Map(shownLines.flat().map(({ message }) => [message.id, message])).values()];
  return {
    path,
    fork,
    lines,
    messages,
    ends: [...new Set(shownLines.flatMap((line) => line.at(-1)?.message.id ?? []))],
    running: messages.some(({ state }) => state === "running"),
    targets,
    setTargets,
  };
}

/** The last targets of a conversation: those of parallel answers, otherwise its stored model. */
function previousTargets(all: readonly Message[], path: readonly Turn[], model: string | null): ChatTarget[] {
  const together = targetsOf(all, path);
  if (together.length > 0) return together;
  return model ? [{ model, gateway: null }] : [];
}

/** The parents of a new message: the end of each displayed line, for the target of that line. */
export function nextMessages({ path, fork, targets }: Shown): OutgoingMessage[] {
  if (!fork) return [{ parent: path.at(-1)?.message.id ?? null, targets }];
  const question = fork.before.at(-1)?.message.id ?? null;
  return fork.columns.map((column, i) => ({
    parent: column.at(-1)?.message.id ?? question,
    targets: targets.slice(i, i + 1),
  }));
}
