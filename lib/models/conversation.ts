import type { Message } from "@/lib/contract/conversation";

/** A message on the path that is shown, with its place among its branches. */
export interface Turn {
  message: Message;
  /** 1-based, of so many. */
  branch: number;
  branches: readonly number[];
}

/** The children of each message by id, oldest first; `null` for those that begin the conversation. */
export function childrenOf(messages: readonly Message[]): Map<number | null, Message[]> {
  const children = new Map<number | null, Message[]>();
  const known = new Set(messages.map(({ id }) => id));
  for (const message of [...messages].sort((a, b) => a.id - b.id)) {
    const parent = message.parent_id !== null && known.has(message.parent_id) ? message.parent_id : null;
    const list = children.get(parent);
    if (list) list.push(message);
    else children.set(parent, [message]);
  }
  return children;
}

/**
 * The path through the tree that is shown: at each fork the branch that `chosen` names for its parent (0 for the
 * beginning), else the newest.
 */
export function pathOf(messages: readonly Message[], chosen: ReadonlyMap<number, number> = new Map()): Turn[] {
  const children = childrenOf(messages);
  const path: Turn[] = [];
  const seen = new Set<number>();
  let parent: number | null = null;
  for (;;) {
    const branches: Message[] = children.get(parent) ?? [];
    const wanted = chosen.get(parent ?? 0);
    const message: Message | undefined = branches.find(({ id }) => id === wanted) ?? branches.at(-1);
    if (!message || seen.has(message.id)) return path;
    seen.add(message.id);
    path.push({ message, branch: branches.indexOf(message) + 1, branches: branches.map(({ id }) => id) });
    parent = message.id;
  }
}

/** The messages from the beginning down to one, oldest first; empty when there is no such message. */
export function linesTo(messages: readonly Message[], id: number): Message[] {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const line: Message[] = [];
  for (let at = byId.get(id); at && !line.includes(at); at = at.parent_id === null ? undefined : byId.get(at.parent_id))
    line.unshift(at);
  return line;
}

/** What was spent on all answers, in USD, and for how many of them the price is not known. */
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

/** The text of a message, without its pictures and files. */
export function textOf(content: Message["content"]): string {
  if (typeof content === "string") return content;
  return content
    .flatMap((part) => (part.type === "text" && typeof part.text === "string" ? [part.text] : []))
    .join("\n\n");
}

/** A title of the first words that were said. */
export function titleOf(content: Message["content"]): string {
  const words = textOf(content).replace(/\s+/g, " ").trim();
  if (words === "") return "New conversation";
  return words.length <= 60 ? words : `${words.slice(0, 60).replace(/ \S*$/, "")} …`;
}

/** A conversation as Markdown, every branch with its number, and what each answer was and cost. */
export function toMarkdown(title: string, messages: readonly Message[]): string {
  const children = childrenOf(messages);
  const parts = [`# ${title}`];
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
    parts.push(`## ${who}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`, textOf(message.content));
    const below = children.get(message.id) ?? [];
    for (const [i, child] of [...below.entries()].reverse())
      stack.push({ message: child, place: [i + 1, below.length] });
  }
  return `${parts.join("\n\n")}\n`;
}
