import { announce } from "./announce";

/** What stands at the bottom for a moment. */
interface Toast {
  id: number;
  text: string;
  /** Takes back what was done. */
  undo?: (() => void) | undefined;
}

const SHOWN_MS = 5_000;
const listeners = new Set<() => void>();
let current: Toast | null = null;
let nth = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

function set(toast: Toast | null): void {
  current = toast;
  for (const listener of listeners) listener();
}

/** Shows an outcome for five seconds and says it to screen readers: "Copied", "Chat deleted" with Undo. */
export function toast(text: string, undo?: () => void): void {
  nth += 1;
  set({ id: nth, text, undo });
  announce(undo ? `${text}. Undo is at the end of the page` : text, "toast");
  resumeToast();
}

/** Takes the toast away. */
export function dismissToast(): void {
  clearTimeout(timer);
  set(null);
}

/** It stays while it is pointed at or has the focus. */
export function holdToast(): void {
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
