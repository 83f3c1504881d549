import type { AnswerError } from "@/lib/contract/conversation";

/** The error of an answer that reached the size limit. */
export const TOO_LONG: AnswerError = {
  message: "the answer reached the size limit and was ended here; the text so far is saved",
  error_type: "answer_too_long",
  retryable: false,
  retry_at: null,
};

/** The error of an answer whose process ended first. */
export const INTERRUPTED: AnswerError = {
  message: "the server was stopped while writing this answer; the text so far is saved",
  error_type: "server",
  retryable: true,
  retry_at: null,
};

type Kind = "text" | "reasoning";

/** Measures an answer and truncates it at a limit, never within a character. */
export class AnswerSize {
  #left: number;
  /** A high surrogate, until its low surrogate arrives. */
  readonly #half: Record<Kind, string> = { text: "", reasoning: "" };

  /** @param limit in bytes, text and reasoning combined */
  constructor(limit: number) {
    this.#left = limit;
  }

  get full(): boolean {
    return this.#left < 0;
  }

  /** The part of a received chunk to keep; "" for none. */
  take(kind: Kind, piece: string): string {
    if (this.full) return "";
    let text = this.#half[kind] + piece;
    const ending = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : "";
    this.#half[kind] = ending;
    if (ending) text = text.slice(0, -1);
    const bytes = Buffer.byteLength(text);
    const fitting = bytes <= this.#left ? text : cutTo(text, this.#left);
    this.#left -= bytes;
    return fitting;
  }
}

/** The longest prefix of a text with at most `bytes` bytes. */
function cutTo(text: string, bytes: number): string {
  const buffer = Buffer.from(text.slice(0, bytes));
  let end = Math.min(bytes, buffer.length);
  // Continuation bytes of UTF-8 have the form 10xxxxxx.
  while (end > 0 && end < buffer.length && ((buffer[end] ?? 0) & 0xc0) === 0x80) end--;
  return buffer.toString("utf8", 0, end);
}
