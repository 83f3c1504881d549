/** A node of a Markdown tree, as far as it matters here. */
export interface MarkdownNode {
  type: string;
  value?: string;
  children?: MarkdownNode[];
}

const INLINE_PARENTS = /^(?:paragraph|heading|emphasis|strong|delete|link|tableCell)$/;

/**
 * Line breaks as they were written, `<br>` too. All other HTML that a model wrote is shown as it stands: nothing of it
 * is lost, and none of it is HTML here.
 */
export function lineBreaks() {
  const change = (node: MarkdownNode): void => {
    if (!node.children) return;
    const isInline = INLINE_PARENTS.test(node.type);
    node.children = node.children.flatMap((child, i, all) => {
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
  properties?: Record<string, unknown>;
  children?: Element[];
}

const REFERENCES = ["id", "href", "ariaDescribedBy"];

/** Gives each block the direction of its own text, and what footnotes refer to names that no other message has. */
export function prepareElements(root: Element, prefix: string): void {
  for (const { type, tagName, properties } of root.children ?? [])
    if (type === "element" && properties && tagName !== "pre" && tagName !== "section") properties.dir = "auto";
  const visit = ({ properties, children }: Element): void => {
    for (const name of REFERENCES) {
      const value = String(properties?.[name] ?? "");
      if (properties && /^#?(?:user-content-|footnote-label)/.test(value))
        properties[name] = value.replace(/^#?/, (mark) => `${mark}${prefix}`);
    }
    children?.forEach(visit);
  };
  visit(root);
}
