import { lookup } from "@/lib/contract/lookup";
import { MARKS, type Tag, tagsIn, VOID } from "./html-tags";

/** The used part of a Markdown tree's node. */
export interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
  data?: { hName: string; hProperties?: Record<string, string | number | boolean> };
  url?: string;
  alt?: string;
  depth?: number;
  lang?: string | null;
}

const MARK_ELEMENTS = new Set(Object.values(MARKS));
/** The first child that some elements must have; otherwise their tags are only mentioned. */
const CHILDREN: Readonly<Record<string, RegExp>> = lookup({
  details: /^summary$/,
  ul: /^li$/,
  ol: /^li$/,
  dl: /^d[td]$/,
  table: /^(?:caption|thead|tbody|tfoot|tr)$/,
  thead: /^tr$/,
  tbody: /^tr$/,
  tfoot: /^tr$/,
  tr: /^t[hd]$/,
});
const CHILD = /^(?:summary|li|dt|dd|caption|thead|tbody|tfoot|tr|th|td)$/;
/** The elements that the start of another one closes. */
const ENDED_BY: Readonly<Record<string, RegExp>> = lookup({
  li: /^li$/,
  dt: /^d[td]$/,
  dd: /^d[td]$/,
  td: /^t[hd]$/,
  th: /^t[hd]$/,
  tr: /^t[hdr]$/,
  tbody: /^(?:t[hdr]|thead|tbody)$/,
  tfoot: /^(?:t[hdr]|thead|tbody)$/,
});
/** Depth of nested elements. */
const MAX_OPEN = 20;

const INLINE =
  /^(?:text|emphasis|strong|delete|link|linkReference|image|imageReference|inlineCode|inlineMath|break|footnoteReference)$/;
const HOLDS_PARAGRAPHS = /^(?:details|div|blockquote)$/;
/** Separates HTML from other content. */
const BOUNDARY: MarkdownNode = { type: "boundary" };
/** Text without Markdown. */
const PLAIN = /^[\p{L}\p{N} .,;%()'"-]*$/u;

type Parse = (text: string) => MarkdownNode[];

/**
 * Converts simple HTML among sibling nodes to elements: inline tags, details, lists, tables, links, and images. All
 * other HTML becomes text, so nothing is lost and no HTML is rendered.
 */
export function withElements(nodes: MarkdownNode[], isInline: boolean, parse: Parse): MarkdownNode[] {
  if (nodes.every(({ type }) => type !== "html")) return nodes;
  const pieces = nodes.flatMap((node) =>
    node.type === "html" ? [...(isInline ? [] : [BOUNDARY]), ...piecesOf(node.value ?? "", parse)] : node,
  );
  const paired = pairTags(pieces, isInline);
  return isInline ? paired : inParagraphs(paired);
}

/** Whether a node begins on its own line. */
export function isBlock({ type, data }: MarkdownNode): boolean {
  return type === "tagged" ? !MARK_ELEMENTS.has(data?.hName ?? "") : !INLINE.test(type);
}

/** The tags and content of some HTML; one text node if it has unsupported HTML. */
function piecesOf(html: string, parse: Parse): (MarkdownNode | Tag)[] {
  const parts = tagsIn(html) ?? [];
  if (parts.length < 2) return [{ type: "text", value: html }];
  return parts.flatMap((part) => (typeof part === "string" ? contentOf(part, parse) : part));
}

/** The content between two tags: inline Markdown, or blocks. */
function contentOf(text: string, parse: Parse): MarkdownNode[] {
  const space = (isPresent: boolean) => (isPresent ? [{ type: "text", value: " " }] : []);
  const content = withoutIndent(text);
  if (content === "") return space(text !== "");
  const plain = [{ type: "paragraph", children: [{ type: "text", value: content }] }];
  const read = PLAIN.test(content) ? plain : parse(content);
  const isLine = read.length === 1 && read[0]?.type === "paragraph";
  const [{ children = [] } = {}] = isLine || content.includes("\n") ? read : plain;
  if (isLine || !content.includes("\n")) return [...space(/^\s/.test(text)), ...children, ...space(/\s$/.test(text))];
  return read.map((node) =>
    node.type === "html" ? { type: "paragraph", children: [{ ...node, type: "text" }] } : node,
  );
}

/** A text without the common indentation of its lines. */
function withoutIndent(text: string): string {
  const lines = text.trimEnd().split("\n");
  const indents = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : line.search(/\S/)));
  const indent = Math.min(...indents);
  return lines
    .map((line, i) => (i === 0 ? line.trimStart() : line.slice(indent)))
    .join("\n")
    .replace(/^\n+/, "");
}

/** An unclosed tag, and its index among the nodes. */
interface OpenTag {
  tag: Tag;
  index: number;
}

/** Merges each pair of tags and its content into one node. */
function pairTags(pieces: readonly (MarkdownNode | Tag)[], isInline: boolean): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const open: OpenTag[] = [];
  const close = (end: Tag | null) => {
    const last = open.pop();
    if (!last) return;
    const [opening = [], ...children] = nodes.splice(last.index);
    nodes.push(...(elementsOf(last.tag, children) ?? [opening, ...children, ...(end ? [asText(end)] : [])].flat()));
  };
  const closeWithin = (index: number) => {
    while (open.length > index) {
      const { name = "" } = open.at(-1)?.tag ?? {};
      if (CHILD.test(name) || CHILDREN[name]) close(null);
      else open.pop();
    }
  };
  for (const piece of pieces) {
    if (!isTag(piece)) {
      nodes.push(piece);
      continue;
    }
    const index = piece.closes ? open.findLastIndex(({ tag }) => tag.name === piece.name) : -1;
    if (index >= 0) {
      closeWithin(index + 1);
      close(piece);
    } else if (VOID.test(piece.name)) nodes.push(voidOf(piece));
    else {
      while (ENDED_BY[piece.name]?.test(open.at(-1)?.tag.name ?? "")) close(null);
      const isMention = CHILD.test(piece.name) && !isValidChild(piece.name, open.at(-1), nodes);
      if (!piece.closes && !isMention && open.length < MAX_OPEN) open.push({ tag: piece, index: nodes.length });
      nodes.push(asText(piece));
    }
  }
  // A single tag in a line of text only mentions the element.
  if (!isInline) closeWithin(0);
  return nodes;
}

const isTag = (piece: MarkdownNode | Tag): piece is Tag => "closes" in piece;
const asText = ({ value }: Tag): MarkdownNode => ({ type: "text", value });
const isBlank = (node: MarkdownNode) => node === BOUNDARY || (node.type === "text" && node.value?.trim() === "");

/** Whether an element can be a child of the open one, by the first child of that. */
function isValidChild(name: string, parent: OpenTag | undefined, nodes: readonly MarkdownNode[]): boolean {
  const allowed = CHILDREN[parent?.tag.name ?? ""];
  if (!parent || !allowed?.test(name)) return false;
  for (let i = parent.index + 1; i < nodes.length; i++) {
    const node = nodes[i];
    if (node && !isBlank(node)) return allowed.test(node.data?.hName ?? "");
  }
  return true;
}

/** The elements for a pair of tags; null if unsupported. */
function elementsOf({ name, attributes }: Tag, children: MarkdownNode[]): MarkdownNode[] | null {
  const allowed = CHILDREN[name];
  const inside = allowed ? children.filter((child) => !isBlank(child)) : children;
  if (allowed && !allowed.test(inside[0]?.data?.hName ?? "")) return null;
  // The content of code is text.
  if (name === "code" && children.some(({ type }) => type !== "text")) return null;
  if (name === "a")
    return attributes.has("href") ? [{ type: "link", url: attributes.get("href") ?? "", children }] : children;
  if (/^h\d$/.test(name)) return [{ type: "heading", depth: Number(name[1]), children }];
  const hasBlocks = inside.some(isBlock);
  const hName = name === "center" || (name === "p" && hasBlocks) ? "div" : (MARKS[name] ?? name);
  return [
    {
      type: "tagged",
      data: { hName, hProperties: propertiesOf(name, attributes) },
      children: hasBlocks || HOLDS_PARAGRAPHS.test(hName) ? inParagraphs(inside) : inside,
    },
  ];
}

/** The attributes of an element that affect its layout. */
function propertiesOf(name: string, attributes: Tag["attributes"]): Record<string, string | number | boolean> {
  const align = attributes.get("align")?.toLowerCase() ?? "";
  if (name === "details") return attributes.has("open") ? { open: true } : {};
  if (name === "center" || (/^(?:div|p)$/.test(name) && align === "center")) return { className: "text-center" };
  if (name === "ol") return numbers({ start: attributes.get("start") });
  if (!/^t[hd]$/.test(name)) return {};
  const spans = numbers({ colSpan: attributes.get("colspan"), rowSpan: attributes.get("rowspan") });
  return /^(?:left|center|right)$/.test(align) ? { ...spans, align } : spans;
}

const numbers = (texts: Record<string, string | undefined>) =>
  Object.fromEntries(
    Object.entries(texts).flatMap(([name, text = ""]) => (/^\d{1,3}$/.test(text) ? [[name, Number(text)]] : [])),
  );

function voidOf(tag: Tag): MarkdownNode {
  const { name, attributes } = tag;
  if (name === "br") return { type: "break" };
  if (name === "hr") return { type: "thematicBreak" };
  const url = attributes.get("src");
  return url ? { type: "image", url, alt: attributes.get("alt") ?? "" } : asText(tag);
}

/** Blocks, with the inline nodes between them in paragraphs. */
function inParagraphs(nodes: readonly MarkdownNode[]): MarkdownNode[] {
  const blocks: MarkdownNode[] = [];
  let line: MarkdownNode[] = [];
  const end = () => {
    if (!line.every(isBlank)) blocks.push({ type: "paragraph", children: line });
    line = [];
  };
  for (const node of nodes) {
    if (!isBlock(node)) line.push(node);
    else {
      end();
      if (node !== BOUNDARY) blocks.push(node);
    }
  }
  end();
  return blocks;
}
