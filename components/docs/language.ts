"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "@/lib/client/storage";

const KEY = "gatewayz_docs_language";
const FIRST = "curl";
const listeners = new Set<() => void>();
let chosen: string | null = null;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLanguage(): string {
  return useSyncExternalStore(
    subscribe,
    () => chosen ?? readStored(KEY) ?? FIRST,
    () => FIRST,
  );
}

/** Stores the choice for the next visit too. */
export function chooseLanguage(tool: string): void {
  chosen = tool;
  writeStored(KEY, tool);
  for (const listener of listeners) listener();
}
