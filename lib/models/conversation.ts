import type { ChatTarget, Message } from "@/lib/contract/conversation";
import { firstPlainLine } from "./plain-text";
import { splitThinking } from "./thinking";

/** A message on the displayed path, with its position among its branches. */
export interface Turn {
  message: Message;
  /** 1-based. */
  branch: number;
  branches: readonly number[];
}

/** The children of each message by ID, oldest first; key `null` for the first messages of the conversation. */
function childrenOf<M extends Pick<Message, "id" | "parent_id">>(messages: readonly M[]): Map<number | null, M[]> {
  const children = new Map<number | null, M[]>();
  const ids = new Set(messages.map(({ id }) => id));
  for (const message of messages.toSorted((a, b) => a.id - b.id)) {
    const parent = message.parent_id !== null && ids.has(message.parent_id) ? message.parent_id : null;
    const list = children.get(parent);
    if (list) list.push(message);
    else children.set(parent, [message]);
  }
  return children;
}

/** The displayed path: at each fork the branch that `chosen` names first, otherwise the newest. */
export function pathOf(messages: readonly Message[], chosen: readonly number[] = []): Turn[] {
  return walk(childrenOf(messages), null, chosen);
}

/** The last message of the newest branch, as a list; empty when there are no messages. */
export function newestLeaf(messages: readonly Pick<Message, "id" | "parent_id">[]): number[] {
  const ids = new Set(messages.map(({ id }) => id));
  const newest = new Map<number | null, number>();
  for (const { id, parent_id } of messages.toSorted((a, b) => a.id - b.id))
    newest.set(parent_id !== null && ids.has(parent_id) ? parent_id : null, id);
  let leaf = newest.get(null);
  for (let next = leaf; next !== undefined && ids.delete(next); next = newest.get(next)) leaf = next;
  return leaf === undefined ? [] : [leaf];
}

/** Parallel answers to one message, each with the messages below it. */
export interface Fork {
  /** The path before the fork, including the message they all answer. */
  before: Turn[];
  /** One per target, in the same order; empty for a target that has not answered yet. */
  columns: Turn[][];
}

/** The first message on the path that several targets answered; null when there is none. */
export function forkOf(
  messages: readonly Message[],
  chosen: readonly number[],
  targets: readonly ChatTarget[],
): Fork | null {
  if (targets.length < 2) return null;
  const children = childrenOf(messages);
  const path = walk(children, null, chosen);
  for (const [i, { message }] of path.entries()) {
    const groups = targets.map((target) =>
      (children.get(message.id) ?? []).filter((child) => isAnswerTo(target, child)),
    );
    if (groups.filter(({ length }) => length > 0).length < 2) continue;
    const columns = groups.map((group) => {
      const first = turnAmong(group, chosen);
      return first ? [first, ...walk(children, first.message.id, chosen)] : [];
    });
    return { before: path.slice(0, i + 1), columns };
  }
  return null;
}

function isAnswerTo({ model, gateway }: ChatTarget, message: Message): boolean {
  return (
    message.role === "assistant" &&
    message.model === model &&
    (message.facts?.asked_gateway ?? null) === (gateway ?? null)
  );
}

/** The targets that answered the end of a path in parallel, oldest first. */
export function targetsOf(messages: readonly Message[], path: readonly Turn[]): ChatTarget[] {
  const last = path.at(-1)?.message;
  if (last?.role !== "assistant") return [];
  const together = messages.filter(
    ({ parent_id, role, created_at }) =>
      parent_id === last.parent_id &&
      role === "assistant" &&
      Math.abs(Date.parse(created_at) - Date.parse(last.created_at)) < TOGETHER_MS,
  );
  const targets = together.flatMap(({ model, facts }) =>
    model === null ? [] : [{ model, gateway: facts?.asked_gateway ?? null }],
  );
  const texts = targets.map((target) => JSON.stringify(target));
  return targets.filter((_, i) => texts.indexOf(texts[i] ?? "") === i);
}

/** Answers requested within this many ms count as requested together. */
const TOGETHER_MS = 2_000;

function walk(children: ReadonlyMap<number | null, Message[]>, from: number | null, chosen: readonly number[]): Turn[] {
  const path: Turn[] = [];
  const visited = new Set<number>();
  for (let parent = from; ; ) {
    const turn = turnAmong(children.get(parent) ?? [], chosen);
    if (!turn || visited.has(turn.message.id)) return path;
    visited.add(turn.message.id);
    path.push(turn);
    parent = turn.message.id;
  }
}

function turnAmong(branches: readonly Message[], chosen: readonly number[]): Turn | null {
  const ids = branches.map(({ id }) => id);
  const chosenId = ids.length > 1 ? chosen.find((id) => ids.includes(id)) : undefined;
  const message = branches.find(({ id }) => id === chosenId) ?? branches.at(-1);
  return message ? { message, branch: branches.indexOf(message) + 1, branches: ids } : null;
}

/** The messages from the root to one message, oldest first; empty when there is no such message. */
export function messagesTo(messages: readonly Message[], id: number): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const line: Message[] = [];
  for (let at = byId.get(id); at && !line.includes(at); at = at.parent_id === null ? undefined : byId.get(at.parent_id))
    line.unshift(at);
  return line;
}

/** Total cost of all answers in USD, and the number of answers with an unknown price. */
export function costOf(messages: readonly Message[]): { usd: number; unknown: number } {
  let usd = 0;
  let unknown = 0;
  for (const { role, facts, state } of messages) {
    if (role !== "assistant" || state === "running" || !facts?.usage) continue;
    if (facts.usage.cost == null) unknown++;
    else usd += facts.usage.cost;
  }
  return { usd, unknown };
}

/** The text of a message, without its images and files. */
export function textOf(content: Message["content"]): string {
  if (typeof content === "string") return content;
  return content
    .flatMap((part) => (part.type === "text" && typeof part.text === "string" ? [part.text] : []))
    .join("\n\n");
}

/** The first line of an attached file's text. */
const ATTACHED = /^File [^\n]{1,300}:\n\n/;

/** A title from the first line with words of a message, without files and markup. */
export function titleOf(content: Message["content"]): string {
  const typed =
    typeof content === "string"
      ? content
      : content.filter(({ text }) => !ATTACHED.test(typeof text === "string" ? text : ""));
  return shortTitle(firstPlainLine(splitThinking(textOf(typed)).text)) ?? "New conversation";
}

/** A title of at most 60 characters, cut between words; null without words. */
export function shortTitle(words: string): string | null {
  if (words === "") return null;
  return words.length <= 60 ? words : `${words.slice(0, 60).replace(/ \S*$/, "").toWellFormed()} …`;
}

/** A conversation as Markdown: every branch with its number, and each answer's model and cost. */
export function toMarkdown(title: string, messages: readonly Message[]): string {
  const contents = new Map(messages.map(({ id, content }) => [id, content]));
  const parts = [`# ${title}`];
  for (const { id, heading } of markdownOutline(messages)) parts.push(heading, textOf(contents.get(id) ?? ""));
  return `${parts.join("\n\n")}\n`;
}

/** The headings of a conversation as Markdown, in the order of its branches. */
export function* markdownOutline(
  messages: readonly (Pick<Message, "id" | "parent_id" | "model" | "facts"> & { role: string; state: string })[],
): Generator<{ id: number; heading: string }> {
  const children = childrenOf(messages);
  const stack = (children.get(null) ?? [])
    .map((message, i, all) => ({ message, place: [i + 1, all.length] }))
    .reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { message, place } = next;
    const [n = 1, of = 1] = place;
    const who = message.role === "assistant" ? (message.model ?? "assistant") : message.role;
    const usage = message.facts?.usage;
    const facts = [
      of > 1 ? `branch ${n} of ${of}` : "",
      message.facts?.gateway ?? "",
      usage ? `${usage.prompt_tokens} + ${usage.completion_tokens} tokens` : "",
      usage?.cost == null ? "" : `$${usage.cost}`,
      message.state === "done" ? "" : message.state,
    ].filter(Boolean);
    yield { id: message.id, heading: `## ${who}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}` };
    const below = children.get(message.id) ?? [];
    for (const [i, child] of [...below.entries()].reverse())
      stack.push({ message: child, place: [i + 1, below.length] });
  }
}
