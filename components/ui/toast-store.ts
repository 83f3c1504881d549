import { announce } from "./announce";

interface Toast {
  id: number;
  text: string;
  undo?: (() => void) | undefined;
}

const SHOWN_MS = 5_000;
const listeners = new Set<() => void>();
let current: Toast | null = null;
let lastId = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(toast: Toast | null): void {
  current = toast;
  for (const listener of listeners) listener();
}

/** Shows an outcome for five seconds and announces it: "Copied", "Chat deleted" with Undo. */
export function toast(text: string, undo?: () => void): void {
  lastId += 1;
  set({ id: lastId, text, undo });
  announce(undo ? `${text}. Undo is at the end of the page` : text, "toast");
  resumeToast();
}

export function dismissToast(): void {
  clearTimeout(timer);
  set(null);
}

/** Keeps the toast open until `resumeToast`. */
export function pauseToast(): void {
  clearTimeout(timer);
}

export function resumeToast(): void {
  clearTimeout(timer);
  timer = setTimeout(dismissToast, SHOWN_MS);
}

export function subscribeToast(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function readToast(): Toast | null {
  return current;
}
