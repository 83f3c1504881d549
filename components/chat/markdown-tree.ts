/** A node of a Markdown tree, as far as it matters here. */
export interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
  data?: { hName: string };
}

const INLINE_PARENTS = /^(?:paragraph|heading|emphasis|strong|delete|link|linkReference|tableCell|tagged)$/;

/** Tags that only mark text, and the elements they become. */
const TAGS: Readonly<Record<string, string>> = {
  sub: "sub",
  sup: "sup",
  kbd: "kbd",
  mark: "mark",
  u: "u",
  ins: "ins",
  del: "del",
  s: "del",
  strike: "del",
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  code: "code",
};
const TAG = new RegExp(`^<(/?)(${Object.keys(TAGS).join("|")})>$`, "i");

/**
 * Line breaks as they were written, `<br>` too, and pairs of tags without attributes that only mark text. All other HTML
 * that a model wrote is shown as it stands: nothing of it is lost, and none of it is HTML here.
 */
export function lineBreaks() {
  const change = (node: MarkdownNode): void => {
    if (!node.children) return;
    const isInline = INLINE_PARENTS.test(node.type);
    const children = isInline ? pairTags(node.children) : node.children;
    node.children = children.flatMap((child, i, all) => {
      if (child.type === "html" || child.type === "text") {
        const broken = all[i - 1]?.type === "html" && /<br\s*\/?>$/i.test(all[i - 1]?.value ?? "");
        const value = child.value ?? "";
        const parts = linesOf(broken ? value.replace(/^\r?\n/, "") : value, child.type === "html");
        return isInline ? parts : [{ type: "paragraph", children: parts }];
      }
      change(child);
      return [child];
    });
  };
  return change;
}

/** Inline nodes in which each pair of such tags has become one node. */
function pairTags(nodes: readonly MarkdownNode[]): MarkdownNode[] {
  const paired: MarkdownNode[] = [];
  const open: { name: string; place: number }[] = [];
  for (const node of nodes) {
    const [, closes, tag = ""] = (node.type === "html" && TAG.exec(node.value ?? "")) || [];
    const name = tag.toLowerCase();
    const at = closes ? open.findLastIndex((one) => one.name === name) : -1;
    const place = open[at]?.place;
    if (place === undefined) {
      if (tag && !closes) open.push({ name, place: paired.length });
      paired.push(node);
      continue;
    }
    open.length = at;
    const [opening, ...children] = paired.splice(place);
    // What code holds is text.
    if (name === "code" && opening && children.some(({ type }) => type !== "text"))
      paired.push(opening, ...children, node);
    else paired.push({ type: "tagged", data: { hName: TAGS[name] ?? name }, children });
  }
  return paired;
}

function linesOf(text: string, isHtml: boolean): MarkdownNode[] {
  const lines = text.split(isHtml ? /\r?\n|<br\s*\/?>(?:\r?\n)?/i : /\r?\n/);
  return lines.flatMap((value, i) => [
    ...(i > 0 ? [{ type: "break" }] : []),
    ...(value ? [{ type: "text", value }] : []),
  ]);
}

/** An element of an HTML tree, as far as it matters here. */
interface Element {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/** The text that stands for an image in a link: links do not hold links. */
function imageText({ properties }: Element): Element {
  const alt = properties?.alt;
  return { type: "text", value: alt ? `image: ${alt}` : "image" };
}

/** Lists have room for numbers of this many digits. */
const DIGITS = 2;

/** Gives a list with longer numbers the room that they need. */
function makeRoom({ children = [] }: Element, properties: Record<string, unknown>): void {
  const items = children.filter(({ tagName }) => tagName === "li").length;
  const digits = String(Number(properties.start ?? 1) + items - 1).length;
  if (digits > DIGITS) properties.style = `padding-inline-start: ${digits + 1.5}ch`;
}

const REFERENCES = ["id", "href", "ariaDescribedBy"];

/**
 * Gives each block the direction of its own text, and what footnotes refer to names that no other message has; replaces
 * images in links by text.
 */
export function prepareElements(root: Element, prefix: string): void {
  const blocks = (root.children ?? []).flatMap((block) =>
    block.tagName === "section" ? (block.children ?? []) : block,
  );
  for (const { type, tagName, properties } of blocks)
    if (type === "element" && properties && tagName !== "pre") properties.dir = "auto";
  const visit = (element: Element, inLink: boolean): void => {
    const { properties } = element;
    for (const name of REFERENCES) {
      const value = String(properties?.[name] ?? "");
      if (properties && /^#?(?:user-content-|footnote-label)/.test(value))
        properties[name] = value.replace(/^#?/, (mark) => `${mark}${prefix}`);
    }
    if (element.tagName === "ol" && properties) makeRoom(element, properties);
    const children = (element.children ?? []).map((child) =>
      inLink && child.tagName === "img" ? imageText(child) : child,
    );
    if (inLink) element.children = children;
    for (const child of children) visit(child, inLink || child.tagName === "a");
  };
  visit(root, false);
}
