import { withoutCode } from "./code-spans";

const OPENING = /(?:^|\n)[ \t]*<(think|thinking|thought|reasoning)>/gi;
const NESTED = /<(?:think|thinking|thought|reasoning)>/gi;
const CLOSING = /<\/(?:think|thinking|thought|reasoning)>/gi;
/** An incomplete tag at the end of the text. */
const BEGUN = new RegExp(`^\\s*<$|(?:^|\\n)[ \\t]*<(?:${beginnings()})$|</(?:${beginnings()})$`, "i");

/** All prefixes of the tag names. */
function beginnings(): string {
  const names = ["think", "thinking", "thought", "reasoning"];
  return names.flatMap((name) => Array.from(name, (_, i) => name.slice(0, i + 1))).join("|");
}

interface SplitAnswer {
  text: string;
  thinking: string;
}

/**
 * Separates thinking in tags such as `<think>` from an answer. A tag counts only at the start of a line and outside of
 * code; an unclosed tag covers the rest, and a closing tag without an opening one covers everything before it.
 */
export function splitThinking(written: string): SplitAnswer {
  const answer = written.replace(/\r\n?/g, "\n").replace(BEGUN, "");
  if (!/<\/?(?:think|thought|reasoning)/i.test(answer)) return { text: answer, thinking: "" };
  const bare = withoutCode(answer);
  const texts: string[] = [];
  const thoughts: string[] = [];
  let at = 0;
  const first = find(CLOSING, bare, 0);
  if (first && (find(OPENING, bare, 0)?.start ?? Number.POSITIVE_INFINITY) > first.start) {
    thoughts.push(answer.slice(0, first.start));
    at = first.end;
  }
  for (let open = find(OPENING, bare, at); open; open = find(OPENING, bare, at)) {
    // Thinking may contain an unclosed code block.
    const close = closingOf(bare, open.end) ?? find(CLOSING, answer, open.end);
    texts.push(answer.slice(at, open.start));
    thoughts.push(answer.slice(open.end, close?.start));
    at = close?.end ?? answer.length;
  }
  texts.push(answer.slice(at));
  const joined = (parts: string[]) =>
    parts
      .map((part) => part.trim())
      .filter(Boolean)
      .join("\n\n");
  return { text: thoughts.length > 0 ? joined(texts) : answer, thinking: joined(thoughts) };
}

/** The closing tag that matches an opened one, counting nested tags unless too few are closed. */
function closingOf(text: string, from: number): Place | null {
  let close = find(CLOSING, text, from);
  for (let at = from; close; ) {
    const nested = find(NESTED, text, at);
    if (!nested || nested.start > close.start) break;
    const next = find(CLOSING, text, close.end);
    if (!next) break;
    [at, close] = [nested.end, next];
  }
  return close;
}

interface Place {
  start: number;
  end: number;
}

function find(tag: RegExp, text: string, from: number): Place | null {
  tag.lastIndex = from;
  const match = tag.exec(text);
  return match && { start: match.index, end: tag.lastIndex };
}
