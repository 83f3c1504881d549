import type { AnswerError } from "@/lib/contract/conversation";

/** What is said of an answer that reached the limit. */
export const TOO_LONG: AnswerError = {
  message: "the answer was too long and was ended here: what came is kept",
  error_type: "answer_too_long",
  retryable: false,
  retry_at: null,
};

type Kind = "text" | "reasoning";

/** Counts what comes of an answer and cuts it at a limit, never within a character. */
export class AnswerSize {
  #left: number;
  /** The first half of a pair of surrogates, until the second comes. */
  readonly #half: Record<Kind, string> = { text: "", reasoning: "" };

  /** @param limit in bytes, text and reasoning together */
  constructor(limit: number) {
    this.#left = limit;
  }

  /** Whether more came than the limit. */
  get full(): boolean {
    return this.#left < 0;
  }

  /** What to keep of a piece that came; "" for none of it. */
  take(kind: Kind, piece: string): string {
    if (this.full) return "";
    let text = this.#half[kind] + piece;
    const ending = /[\ud800-\udbff]$/.test(text) ? text.slice(-1) : "";
    this.#half[kind] = ending;
    if (ending) text = text.slice(0, -1);
    const bytes = Buffer.byteLength(text);
    const kept = bytes <= this.#left ? text : cutTo(text, this.#left);
    this.#left -= bytes;
    return kept;
  }
}

/** The beginning of a text that has at most so many bytes. */
function cutTo(text: string, bytes: number): string {
  const buffer = Buffer.from(text.slice(0, bytes));
  let end = Math.min(bytes, buffer.length);
  // Bytes that continue a character are of the form 10xxxxxx.
  while (end > 0 && end < buffer.length && ((buffer[end] ?? 0) & 0xc0) === 0x80) end--;
  return buffer.toString("utf8", 0, end);
}
