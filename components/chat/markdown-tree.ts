import type { Processor } from "unified";
import { SCROLLABLE } from "@/components/ui/table";
import { isBlock, type MarkdownNode, withElements } from "./markdown-html";

const INLINE_PARENTS = /^(?:paragraph|heading|emphasis|strong|delete|link|linkReference|tableCell|tagged)$/;

/** Keeps line breaks, including `<br>`, and converts simple HTML that a model wrote to elements. */
export function lineBreaks(this: Processor) {
  const parse = (text: string): MarkdownNode[] => (this.parse(text) as MarkdownNode).children ?? [];
  const change = (node: MarkdownNode): void => {
    if (!node.children) return;
    if (node.type === "blockquote") nameAlert(node);
    const children = withElements(node.children, INLINE_PARENTS.test(node.type), parse);
    if (node.type === "paragraph" && children.some(isBlock)) node.data = { hName: "div" };
    node.children = children.flatMap((child, i) => {
      if (child.type === "text") return linesOf(child.value ?? "", children[i - 1]?.type === "break");
      change(child);
      return child;
    });
  };
  return change;
}

const ALERT = /^\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][ \t]*(?:\n|$)/;

/** Replaces the marker of an alert quote by its kind: Note, Tip, … */
function nameAlert(quote: MarkdownNode): void {
  const { children: line = [] } = quote.children?.[0] ?? {};
  const [first, ...others] = line;
  const [label = "", kind = ""] = ALERT.exec(first?.value ?? "") ?? [];
  if (kind === "") return;
  const word = { type: "text", value: kind.charAt(0) + kind.slice(1).toLowerCase() };
  const rest = [{ type: "text", value: first?.value?.slice(label.length) ?? "" }, ...others];
  line.splice(
    0,
    line.length,
    { type: "strong", children: [word] },
    ...(label.endsWith("\n") ? [{ type: "break" }] : []),
    ...rest,
  );
}

/** A text with its line breaks, but without one after another. */
function linesOf(text: string, isAfterBreak: boolean): MarkdownNode[] {
  return (isAfterBreak ? text.replace(/^\n/, "") : text)
    .split("\n")
    .flatMap((value, i) => [...(i > 0 ? [{ type: "break" }] : []), ...(value ? [{ type: "text", value }] : [])]);
}

/** The used part of an HTML tree's element. */
interface Element {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: Element[];
}

/** Replaces an image in a link, which cannot contain the image's own link. */
function imageText({ properties }: Element): Element {
  const alt = properties?.alt;
  return { type: "text", value: alt ? `image: ${alt}` : "image" };
}

/** Lists have room for numbers of this many digits. */
const DIGITS = 2;

/** Widens the padding of a list for longer numbers. */
function widenPadding({ children = [] }: Element, properties: Record<string, unknown>): void {
  const items = children.filter(({ tagName }) => tagName === "li").length;
  const digits = String(Number(properties.start ?? 1) + items - 1).length;
  if (digits > DIGITS) properties.style = `padding-inline-start: ${digits + 1.5}ch`;
}

const REFERENCES = ["id", "href", "ariaDescribedBy"];

/** Sets text directions, makes footnote IDs unique, and makes display formulas scrollable. */
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
    if (element.tagName === "ol" && properties) widenPadding(element, properties);
    if (properties && [properties.className].flat().includes("katex-display"))
      Object.assign(properties, { ...SCROLLABLE, role: "group", ariaLabel: "Formula" });
    const children = (element.children ?? []).map((child) =>
      inLink && child.tagName === "img" ? imageText(child) : child,
    );
    if (inLink) element.children = children;
    for (const child of children) visit(child, inLink || child.tagName === "a");
  };
  visit(root, false);
}
