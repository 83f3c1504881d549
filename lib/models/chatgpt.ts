import { type Json, recordOf } from "@/lib/contract/json-object";

/** A message of an imported conversation; `parent` is the index of its parent, which precedes it in the list. */
export interface ImportedMessage {
  parent: number | null;
  role: "user" | "assistant";
  text: string;
  model: string | null;
  /** ISO 8601. */
  created_at: string;
}

interface ImportedConversation {
  title: string;
  created_at: string;
  messages: ImportedMessage[];
  /** The index of the last message of the branch shown last; null when unknown. */
  leaf: number | null;
  /** The number of skipped nodes by reason. */
  skipped: Record<string, number>;
}

/**
 * Reads one conversation of ChatGPT's `conversations.json`, a tree of nodes under `mapping`, with all its branches.
 * Nodes without text of a user or a model are skipped, and their children get the nearest imported ancestor as parent.
 * Throws an Error that states what was expected.
 * @param now ISO 8601, for a conversation without a creation time
 */
export function readChatGpt(conversation: unknown, now: string): ImportedConversation {
  const { title, create_time, mapping, current_node } = recordOf(conversation) ?? {};
  const nodes = recordOf(mapping);
  if (!nodes) throw new Error("expected a conversation with its messages under mapping");
  const messages: ImportedMessage[] = [];
  const skipped: Record<string, number> = {};
  const created_at = timeOf(create_time) ?? now;
  const placeOf = new Map<string, number | null>();
  for (const id of parentsFirst(nodes)) {
    const node = recordOf(nodes[id]) ?? {};
    const parent = typeof node.parent === "string" ? (placeOf.get(node.parent) ?? null) : null;
    const read = readNode(recordOf(node.message), created_at);
    if (typeof read === "string") {
      if (read !== "") skipped[read] = (skipped[read] ?? 0) + 1;
      placeOf.set(id, parent);
    } else placeOf.set(id, messages.push({ ...read, parent }) - 1);
  }
  const leaf = placeOf.get(String(current_node)) ?? null;
  return { title: typeof title === "string" ? title.trim() : "", created_at, messages, leaf, skipped };
}

/** The IDs of all nodes, parents before children; a node without a usable parent is a root. */
function parentsFirst(nodes: Json): string[] {
  const children = new Map<string | null, string[]>();
  for (const id of Object.keys(nodes)) {
    const parent = recordOf(nodes[id])?.parent;
    const parentId = typeof parent === "string" && Object.hasOwn(nodes, parent) && parent !== id ? parent : null;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(id);
    else children.set(parentId, [id]);
  }
  const ordered = new Set<string>();
  const walk = (roots: readonly string[]) => {
    for (const stack = roots.toReversed(); stack.length > 0; ) {
      const id = stack.pop() as string;
      if (ordered.has(id)) continue;
      ordered.add(id);
      const listed = recordOf(nodes[id])?.children;
      const order = new Map((Array.isArray(listed) ? listed : []).map((child, at) => [child, at]));
      const position = (child: string) => order.get(child) ?? -1;
      const below = (children.get(id) ?? []).toSorted((a, b) => position(a) - position(b));
      stack.push(...below.reverse());
    }
  };
  walk(children.get(null) ?? []);
  for (const id of Object.keys(nodes)) walk([id]);
  return [...ordered];
}

/** A node's message, or the reason to skip it; the reason is empty when no content is lost. */
function readNode(message: Json | null, at: string): Omit<ImportedMessage, "parent"> | string {
  if (!message) return "";
  const role = recordOf(message.author)?.role;
  const metadata = recordOf(message.metadata);
  if (metadata?.is_visually_hidden_from_conversation === true) return "";
  if (role !== "user" && role !== "assistant") return role === "system" ? "" : "a tool's message";
  const { text, lost } = textOf(recordOf(message.content));
  if (text === "") return lost ? "a message without text" : "";
  const model = role === "assistant" && typeof metadata?.model_slug === "string" ? metadata.model_slug : null;
  return { role, text, model, created_at: timeOf(message.create_time) ?? at };
}

function textOf(content: Json | null): { text: string; lost: boolean } {
  if (!content) return { text: "", lost: false };
  const { content_type, parts, text } = content;
  if (content_type === "code" && typeof text === "string")
    return {
      text: `\`\`\`${typeof content.language === "string" ? content.language : ""}\n${text}\n\`\`\``,
      lost: false,
    };
  if (typeof text === "string") return { text, lost: false };
  const pieces = (Array.isArray(parts) ? parts : []).map((part) => {
    if (typeof part === "string") return part;
    const partText = recordOf(part)?.text;
    return typeof partText === "string"
      ? partText
      : `[${String(recordOf(part)?.content_type ?? "attachment").slice(0, 60)}]`;
  });
  return { text: pieces.filter((piece) => piece.trim() !== "").join("\n\n"), lost: !Array.isArray(parts) };
}

/** Seconds since 1970 as ISO 8601; null when invalid. */
function timeOf(seconds: unknown): string | null {
  if (typeof seconds !== "number" || !(seconds > 0 && seconds < 253_402_300_800)) return null;
  return new Date(seconds * 1000).toISOString();
}
