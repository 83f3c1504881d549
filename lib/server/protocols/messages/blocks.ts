import { ApiError } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";
import { defined, expected, objectsAt, stringAt } from "../json";
import { openSeal } from "../reasoning";
import type { Transcript } from "../request";
import { summaryText } from "../summary-text";
import { callIdOf } from "./ids";

/**
 * Reads messages in Anthropic's format. Throws a 400 that names the block; adds the names of blocks that chat doesn't
 * support to `ignored`.
 */
export function readMessages(messages: unknown, to: Transcript, ignored: string[]): void {
  const list = objectsAt(messages, "messages");
  if (list.length === 0) throw expected("messages", "at least one message");
  for (const [at, message] of list.entries()) readMessage(message, `messages[${at}]`, to, ignored);
}

/** Reads one message. */
export function readMessage(message: Json, path: string, to: Transcript, ignored: string[]): void {
  const { role, content } = message;
  if (role === "assistant") readAssistant(content, `${path}.content`, to, ignored);
  else if (role === "user") readUser(content, `${path}.content`, to, ignored);
  else if (role === "system") {
    for (const name of NOT_OF_SYSTEM) if (message[name] != null) ignored.push(`messages.${name}`);
    readSystem(content, `${path}.content`, to, ignored);
  } else throw expected(`${path}.role`, '"user" or "assistant"');
}

/** Fields of a system message that apply to the messages after it. */
const NOT_OF_SYSTEM = ["clear_at", "output_config"];
/** Fields for citations, which chats don't have. */
const CITATIONS = "messages.citations";

function nameCitations({ citations }: Json, ignored: string[]): void {
  if (isRecord(citations) && citations.enabled === true) ignored.push(CITATIONS);
}

/** Changes of the tools, which `toolsAfter` reads. */
const CHANGES: readonly unknown[] = ["tool_addition", "tool_removal"];

function readSystem(content: unknown, path: string, to: Transcript, ignored: string[]): void {
  const blocks = typeof content === "string" ? [] : objectsAt(content, path);
  const unsupported = blocks.filter(({ type }) => type !== "text" && !CHANGES.includes(type));
  ignored.push(...unsupported.map(nameOf));
  const texts = blocks.filter(({ type }) => type === "text");
  if (typeof content === "string" || texts.length > 0)
    to.add({ role: "system", content: textParts(typeof content === "string" ? content : texts, path) });
}

/** The name of a block in `x-gatewayz-ignored`. */
const nameOf = ({ type }: Json) => `messages.${String(type).slice(0, 60)}`;

/** Text as a string, or as parts when one of them has a cache hint. */
export function textParts(content: unknown, path: string): string | Json[] {
  if (typeof content === "string") return content;
  const parts = objectsAt(content, path).map((block, at) => ({
    ...cacheOf(block),
    type: "text",
    text: stringAt(block.text, `${path}[${at}].text`),
  }));
  return parts.some((part) => "cache_control" in part) ? parts : parts.map(({ text }) => text).join("\n");
}

function readAssistant(content: unknown, path: string, to: Transcript, ignored: string[]): void {
  if (typeof content === "string") {
    to.addText(content);
    return;
  }
  for (const [at, block] of objectsAt(content, path).entries()) {
    const here = `${path}[${at}]`;
    if (block.type === "text") {
      to.addText(stringAt(block.text, `${here}.text`));
      if (Array.isArray(block.citations) && block.citations.length > 0) ignored.push(CITATIONS);
    } else if (block.type === "thinking" || block.type === "redacted_thinking") {
      const opened = openSeal(String(block.signature ?? block.data ?? ""), String(block.thinking ?? ""));
      to.think(opened ? [opened] : []);
    } else if (block.type === "tool_use") {
      const name = stringAt(block.name, `${here}.name`);
      const args = typeof block.input === "string" ? block.input || "{}" : JSON.stringify(block.input ?? {});
      to.call({
        id: callIdOf(stringAt(block.id, `${here}.id`)),
        type: "function",
        function: { name, arguments: args },
      });
    } else if (block.type === "compaction" && typeof block.content === "string") {
      // A summary replaces all earlier messages.
      to.restart();
      to.add({ role: "user", content: summaryText(block.content) });
    } else ignored.push(nameOf(block));
  }
}

function readUser(content: unknown, path: string, to: Transcript, ignored: string[]): void {
  if (typeof content === "string") {
    to.add({ role: "user", content });
    return;
  }
  const rest: Json[] = [];
  for (const [at, block] of objectsAt(content, path).entries()) {
    const here = `${path}[${at}]`;
    if (block.type !== "tool_result") {
      rest.push(...partsOf(block, here, ignored));
      continue;
    }
    const { text, others } = resultOf(block, here, ignored);
    const id = callIdOf(stringAt(block.tool_use_id, `${here}.tool_use_id`));
    to.add({ role: "tool", tool_call_id: id, content: text });
    rest.push(...others);
  }
  if (rest.length === 0) return;
  const plain = rest.every((part) => part.type === "text" && !("cache_control" in part));
  to.add({ role: "user", content: plain ? rest.map(({ text }) => text).join("\n") : rest });
}

/** A tool result: its text, and the parts that only a user message can have. */
function resultOf(block: Json, path: string, ignored: string[]): { text: string; others: Json[] } {
  const { content } = block;
  const parts =
    content === undefined || content === null
      ? []
      : typeof content === "string"
        ? [{ type: "text", text: content } as Json]
        : objectsAt(content, `${path}.content`).flatMap((inner, at) =>
            partsOf(inner, `${path}.content[${at}]`, ignored),
          );
  const media = parts.filter(({ type }) => type !== "text");
  const text = parts.flatMap((part) => (part.type === "text" ? [part.text] : [])).join("\n");
  const output = text || (media.length > 0 ? "The output follows." : "");
  return { text: block.is_error === true && !/^error/i.test(output) ? `Error: ${output}` : output, others: media };
}

function partsOf(block: Json, path: string, ignored: string[]): Json[] {
  const { type } = block;
  if (type === "text") return [{ ...cacheOf(block), type, text: stringAt(block.text, `${path}.text`) }];
  if (type === "image")
    return [{ ...cacheOf(block), type: "image_url", image_url: { url: urlOf(block.source, path) } }];
  if (type === "document") {
    nameCitations(block, ignored);
    return documentOf(block, path, ignored);
  }
  if (type === "search_result") {
    nameCitations(block, ignored);
    const texts = objectsAt(block.content, `${path}.content`).map(({ text }) => String(text ?? ""));
    return [{ type: "text", text: [block.title, block.source, ...texts].filter(Boolean).join("\n") }];
  }
  // All tools are declared, including those that a client lets the model find.
  if (type === "tool_reference") return [{ type: "text", text: `The tool ${String(block.tool_name)} is available.` }];
  ignored.push(nameOf(block));
  return [];
}

function documentOf(block: Json, path: string, ignored: string[]): Json[] {
  const source = isRecord(block.source) ? block.source : {};
  const title = typeof block.title === "string" ? block.title : undefined;
  const heading = [title, block.context].filter(Boolean).join("\n");
  const text = (body: string) => [{ ...cacheOf(block), type: "text", text: heading ? `${heading}\n\n${body}` : body }];
  if (source.type === "text") return text(stringAt(source.data, `${path}.source.data`));
  if (source.type === "content") {
    if (typeof source.content === "string") return text(source.content);
    const parts = objectsAt(source.content, `${path}.source.content`);
    const head = heading === "" ? [] : [{ type: "text", text: heading }];
    return [...head, ...parts.flatMap((inner, at) => partsOf(inner, `${path}.source.content[${at}]`, ignored))];
  }
  const file = defined({ filename: title ?? "document.pdf", file_data: urlOf(block.source, path) });
  const about = typeof block.context === "string" ? [{ type: "text", text: block.context }] : [];
  return [...about, { ...cacheOf(block), type: "file", file }];
}

function urlOf(source: unknown, path: string): string {
  if (!isRecord(source)) throw expected(`${path}.source`, "an object", source ?? null);
  if (source.type === "url") return stringAt(source.url, `${path}.source.url`);
  if (source.type === "base64") {
    const kind = stringAt(source.media_type, `${path}.source.media_type`);
    return `data:${kind};base64,${stringAt(source.data, `${path}.source.data`)}`;
  }
  const message = `${path}.source: files are not stored here: send a source of type base64 or url`;
  throw new ApiError("invalid_request", message, { param: `${path}.source` });
}

const cacheOf = ({ cache_control }: Json): Json => (isRecord(cache_control) ? { cache_control } : {});
