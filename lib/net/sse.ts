/** What one event of a chat stream says, as far as a relay has to know. */
export interface EventMarks {
  /** It carries text, reasoning or a tool call, or is of a kind we do not know. */
  token: boolean;
  done: boolean;
  /** It names a reason why the answer ends. */
  finish: boolean;
  usage: boolean;
  error: boolean;
}

const LF = 10;
const CR = 13;
/** A quote inside text is escaped, so that these can only be fields. */
const FINISH = /"finish_reason":\s*"/;
const USAGE = /"usage":\s*\{/;
const FAILED = /"error":\s*[{"[]|^event:\s*error/m;
const TOKEN =
  /"(?:content|reasoning|reasoning_content|refusal|text|arguments|data|transcript)":\s*"[^"]|"tool_calls":\s*\[\s*\{|"function_call":\s*\{/;
/** All of those but the token in one pass: it is asked of every piece of every answer. */
const NOTABLE = /"finish_reason":\s*"|"usage":\s*\{|"error":\s*[{"[]|^event:\s*error|\[DONE\]/m;
const LONGEST_EVENT = 32 << 20;

/**
 * Cuts the bytes of an event stream into whole events without changing one: a half event is never handed on, so that
 * a cut leaves no broken line behind.
 */
export class EventSplitter {
  #held: Buffer[] = [];
  #heldBytes = 0;
  #endsWithBreak = false;

  /** The whole events within what has come so far, as one piece of bytes; null when none is whole. Throws over 32 MB. */
  push(chunk: Buffer): Buffer | null {
    const cut = lastBreak(chunk, this.#endsWithBreak);
    if (cut < 0) {
      this.#hold(chunk);
      return null;
    }
    const head = chunk.subarray(0, cut);
    const whole = this.#held.length > 0 ? Buffer.concat([...this.#held, head]) : head;
    this.#held = [];
    this.#heldBytes = 0;
    this.#endsWithBreak = false;
    if (cut < chunk.length) this.#hold(chunk.subarray(cut));
    return whole;
  }

  /** What came after the last whole event. */
  rest(): Buffer {
    return Buffer.concat(this.#held);
  }

  #hold(chunk: Buffer): void {
    this.#held.push(chunk);
    this.#heldBytes += chunk.length;
    const last = chunk.at(-1);
    if (last !== CR) this.#endsWithBreak = last === LF;
    if (this.#heldBytes > LONGEST_EVENT) throw new Error(`one event is longer than ${LONGEST_EVENT} bytes`);
  }
}

/** Where the last empty line of a chunk ends; -1 when there is none. */
function lastBreak(chunk: Buffer, afterBreak: boolean): number {
  for (let at = chunk.lastIndexOf(LF); at >= 0; at = at > 0 ? chunk.lastIndexOf(LF, at - 1) : -1) {
    const before = at > 0 && chunk[at - 1] === CR ? at - 2 : at - 1;
    if (before < 0 ? afterBreak : chunk[before] === LF) return at + 1;
  }
  return -1;
}

/** The events of whole bytes, one string each, comments included. */
export function eventsIn(bytes: Buffer): string[] {
  return bytes
    .toString("utf8")
    .split(/\r?\n\r?\n/)
    .filter((event) => event.trim() !== "");
}

/** The data of one event; null for comments and events without any. */
export function dataOf(event: string): string | null {
  const lines = event.split(/\r?\n/).filter((line) => line.startsWith("data:"));
  return lines.length === 0 ? null : lines.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
}

/** What an event, or several in one text, says; read without parsing. */
export function marksOf(text: string): EventMarks {
  return {
    token: TOKEN.test(text),
    done: text.includes("[DONE]"),
    finish: FINISH.test(text),
    usage: USAGE.test(text),
    error: FAILED.test(text),
  };
}

/** Whether an event, or one of several in one text, says more than a piece of an answer. */
export function isNotable(text: string): boolean {
  return NOTABLE.test(text);
}
