import type { Delta } from "./deltas";

const OPEN = "<think>";
const CLOSE = "</think>";
/** Kinds of deltas that may come between parts of a text. */
const BESIDE: readonly Delta["kind"][] = ["usage", "citation", "unknown", "tier"];

/**
 * Reads reasoning that a server leaves between tags at the beginning of an answer's text, as it arrives. Text anywhere
 * else, and an answer with separate reasoning, stays unchanged.
 */
export class ThinkTags {
  #state: "before" | "within" | "closed" | "after" = "before";
  /** Text that may be a tag, or a part of one. */
  #held = "";
  /** The probabilities of its tokens, until it is known whether it is a tag. */
  #logprobs: unknown[] = [];

  /** The parts of an answer, with such text as reasoning. */
  push(deltas: readonly Delta[]): readonly Delta[] {
    return this.#state === "after" ? deltas : deltas.flatMap((delta) => this.#read(delta));
  }

  end(): readonly Delta[] {
    if (this.#held === "") return [];
    const [text, within] = [this.#held, this.#state === "within"];
    this.#held = "";
    this.#state = "after";
    return [within ? { kind: "reasoning", text } : { kind: "text", text, logprobs: this.#logprobs }];
  }

  #read(delta: Delta): readonly Delta[] {
    if (this.#state === "after" || BESIDE.includes(delta.kind)) return [delta];
    if (delta.kind === "text") return this.#text(delta);
    return [...this.end(), this.#over(delta)];
  }

  #over(delta: Delta): Delta {
    this.#state = "after";
    return delta;
  }

  #text(delta: Extract<Delta, { kind: "text" }>): readonly Delta[] {
    if (this.#state === "closed") return this.#first(delta, delta.text);
    this.#held += delta.text;
    if (this.#state === "before") {
      this.#logprobs.push(...delta.logprobs);
      const start = this.#held.trimStart();
      if (OPEN.startsWith(start)) return [];
      if (!start.startsWith(OPEN)) {
        const text = this.#held;
        this.#held = "";
        return [this.#over({ ...delta, text, logprobs: this.#logprobs })];
      }
      this.#state = "within";
      this.#held = start.slice(OPEN.length).trimStart();
    }
    return this.#within(delta);
  }

  #within(delta: Extract<Delta, { kind: "text" }>): readonly Delta[] {
    const end = this.#held.indexOf(CLOSE);
    if (end < 0) {
      const withheld = partialEnd(this.#held);
      const text = this.#held.slice(0, this.#held.length - withheld);
      this.#held = this.#held.slice(text.length);
      return text === "" ? [] : [{ kind: "reasoning", text }];
    }
    const reasoning = this.#held.slice(0, end);
    const text = this.#held.slice(end + CLOSE.length);
    this.#held = "";
    this.#state = "closed";
    const parts: Delta[] = reasoning === "" ? [] : [{ kind: "reasoning", text: reasoning }];
    return [...parts, ...this.#first(delta, text)];
  }

  /** The first text after the tag, without the blank lines before it. */
  #first(delta: Delta, written: string): readonly Delta[] {
    const text = written.trimStart();
    return text === "" ? [] : [this.#over({ ...delta, text } as Delta)];
  }
}

/** The length of the end of a text that may be the start of the closing tag. */
function partialEnd(text: string): number {
  for (let length = Math.min(text.length, CLOSE.length - 1); length > 0; length--)
    if (CLOSE.startsWith(text.slice(-length))) return length;
  return 0;
}
