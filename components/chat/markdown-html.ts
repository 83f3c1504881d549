import { MARKS, type Tag, tagsIn, VOID } from "./html-tags";

/** A node of a Markdown tree, as far as it matters here. */
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
/** What some elements hold, and begin with: where they do not, their tags are only mentioned. */
const HOLDS: Readonly<Record<string, RegExp>> = {
  details: /^summary$/,
  ul: /^li$/,
  ol: /^li$/,
  dl: /^d[td]$/,
  table: /^(?:caption|thead|tbody|tfoot|tr)$/,
  thead: /^tr$/,
  tbody: /^tr$/,
  tfoot: /^tr$/,
  tr: /^t[hd]$/,
};
const HELD = /^(?:summary|li|dt|dd|caption|thead|tbody|tfoot|tr|th|td)$/;
/** The elements that the beginning of another one ends. */
const ENDED_BY: Readonly<Record<string, RegExp>> = {
  li: /^li$/,
  dt: /^d[td]$/,
  dd: /^d[td]$/,
  td: /^t[hd]$/,
  th: /^t[hd]$/,
  tr: /^t[hdr]$/,
  tbody: /^(?:t[hdr]|thead|tbody)$/,
  tfoot: /^(?:t[hdr]|thead|tbody)$/,
};
/** Elements within each other. */
const MAX_OPEN = 20;

const INLINE =
  /^(?:text|emphasis|strong|delete|link|linkReference|image|imageReference|inlineCode|inlineMath|break|footnoteReference)$/;
const HOLDS_PARAGRAPHS = /^(?:details|div|blockquote)$/;
/** Between HTML and what was written apart from it. */
const BOUNDARY: MarkdownNode = { type: "boundary" };
/** Text without Markdown. */
const PLAIN = /^[\p{L}\p{N} .,;%()'"-]*$/u;

/** Reads a text as Markdown. */
type Parse = (text: string) => MarkdownNode[];

/**
 * Siblings of a Markdown tree in which simple HTML has become elements: tags that mark text, details, lists, tables,
 * links, and images. All other HTML is shown as it was written: nothing of it is lost, and none of it is HTML here.
 */
export function withElements(nodes: MarkdownNode[], isInline: boolean, parse: Parse): MarkdownNode[] {
  if (nodes.every(({ type }) => type !== "html")) return nodes;
  const pieces = nodes.flatMap((node) =>
    node.type === "html" ? [...(isInline ? [] : [BOUNDARY]), ...piecesOf(node.value ?? "", parse)] : node,
  );
  const paired = pairTags(pieces, isInline);
  return isInline ? paired : inParagraphs(paired);
}

/** Whether a node begins a line of its own. */
export function isBlock({ type, data }: MarkdownNode): boolean {
  return type === "tagged" ? !MARK_ELEMENTS.has(data?.hName ?? "") : !INLINE.test(type);
}

/** The tags of some HTML and what is between them; all of it as text where there is other HTML in it. */
function piecesOf(html: string, parse: Parse): (MarkdownNode | Tag)[] {
  const parts = tagsIn(html) ?? [];
  if (parts.length < 2) return [{ type: "text", value: html }];
  return parts.flatMap((part) => (typeof part === "string" ? contentOf(part, parse) : part));
}

/** What is between two tags: text with Markdown in it, or blocks of Markdown. */
function contentOf(text: string, parse: Parse): MarkdownNode[] {
  const space = (there: boolean) => (there ? [{ type: "text", value: " " }] : []);
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

/** A text without the indentation that all its lines have. */
function withoutIndent(text: string): string {
  const lines = text.trimEnd().split("\n");
  const indents = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : line.search(/\S/)));
  const indent = Math.min(...indents);
  return lines
    .map((line, i) => (i === 0 ? line.trimStart() : line.slice(indent)))
    .join("\n")
    .replace(/^\n+/, "");
}

/** A tag without its end so far, and its place among the nodes. */
interface OpenTag {
  tag: Tag;
  place: number;
}

/** Nodes in which each pair of tags has become one node. */
function pairTags(pieces: readonly (MarkdownNode | Tag)[], isInline: boolean): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const open: OpenTag[] = [];
  const close = (end: Tag | null) => {
    const last = open.pop();
    if (!last) return;
    const [opening = [], ...children] = nodes.splice(last.place);
    nodes.push(...(elementsOf(last.tag, children) ?? [opening, ...children, ...(end ? [asText(end)] : [])].flat()));
  };
  const closeWithin = (place: number) => {
    while (open.length > place) {
      const { name = "" } = open.at(-1)?.tag ?? {};
      if (HELD.test(name) || HOLDS[name]) close(null);
      else open.pop();
    }
  };
  for (const piece of pieces) {
    if (!isTag(piece)) {
      nodes.push(piece);
      continue;
    }
    const place = piece.closes ? open.findLastIndex(({ tag }) => tag.name === piece.name) : -1;
    if (place >= 0) {
      closeWithin(place + 1);
      close(piece);
    } else if (VOID.test(piece.name)) nodes.push(voidOf(piece));
    else {
      while (ENDED_BY[piece.name]?.test(open.at(-1)?.tag.name ?? "")) close(null);
      const isMention = HELD.test(piece.name) && !isHeld(piece.name, open.at(-1), nodes);
      if (!piece.closes && !isMention && open.length < MAX_OPEN) open.push({ tag: piece, place: nodes.length });
      nodes.push(asText(piece));
    }
  }
  // In a line of text, a tag alone is a mention of it.
  if (!isInline) closeWithin(0);
  return nodes;
}

const isTag = (piece: MarkdownNode | Tag): piece is Tag => "closes" in piece;
const asText = ({ value }: Tag): MarkdownNode => ({ type: "text", value });
const isBlank = (node: MarkdownNode) => node === BOUNDARY || (node.type === "text" && node.value?.trim() === "");

/** Whether an element can be in the one that is open, by what that begins with. */
function isHeld(name: string, parent: OpenTag | undefined, nodes: readonly MarkdownNode[]): boolean {
  const held = HOLDS[parent?.tag.name ?? ""];
  if (!parent || !held?.test(name)) return false;
  for (let i = parent.place + 1; i < nodes.length; i++) {
    const node = nodes[i];
    if (node && !isBlank(node)) return held.test(node.data?.hName ?? "");
  }
  return true;
}

/** What a pair of tags becomes; null where it is none of these elements. */
function elementsOf({ name, attributes }: Tag, children: MarkdownNode[]): MarkdownNode[] | null {
  const held = HOLDS[name];
  const inside = held ? children.filter((child) => !isBlank(child)) : children;
  if (held && !held.test(inside[0]?.data?.hName ?? "")) return null;
  // What code holds is text.
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

/** What the attributes of an element say about its form. */
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

/** Blocks, with what is between them in paragraphs. */
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
