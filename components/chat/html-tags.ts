import { lookup } from "@/lib/contract/lookup";
import { withoutCode } from "@/lib/models/code-spans";

export interface Tag {
  type: "tag";
  name: string;
  closes: boolean;
  attributes: ReadonlyMap<string, string>;
  /** The source of the tag. */
  value: string;
}

/** Inline tags, and the elements they become. */
export const MARKS: Readonly<Record<string, string>> = lookup({
  ...Object.fromEntries(
    ["sub", "sup", "kbd", "mark", "u", "ins", "del", "code", "small", "span"].map((tag) => [tag, tag]),
  ),
  s: "del",
  strike: "del",
  b: "strong",
  strong: "strong",
  i: "em",
  em: "em",
  font: "span",
});
const BLOCKS =
  "details|summary|center|div|p|blockquote|ul|ol|li|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|h[1-6]";
const NAMES = `${Object.keys(MARKS).join("|")}|${BLOCKS}|a|br|hr|img`;
/** Attributes that are rendered differently or ignored; a tag with any other attribute is shown as source. */
const ATTRIBUTES =
  "align|alt|bgcolor|border|cellpadding|cellspacing|class|clear|color|colspan|dir|height|href|id|lang|open|rel|rowspan|scope|src|start|style|target|title|valign|width";
const ATTRIBUTE = `(?:${ATTRIBUTES})(?:=(?:"[^"<>]*"|'[^'<>]*'|[^\\s"'=<>\`]+))?`;
const TAG = new RegExp(`<(?<slash>/?)(?<name>${NAMES})(?<attributes>(?:\\s+${ATTRIBUTE})*)\\s*/?>`, "gi");
const PAIR = /([a-z]+)(?:=(?:"([^"]*)"|'([^']*)'|(\S+)))?/gi;
const ANY_TAG = /<[a-z/!?]/i;
export const VOID = /^(?:br|hr|img)$/;

const PRE = /<pre>(?:(?!<\/?pre>)[\s\S])*<\/pre>/gi;
const CODE = /^\s*<code(?: class="(?:language-)?([\w+#.-]+)")?>/i;
const ENTITIES: Readonly<Record<string, string>> = lookup({
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  nbsp: " ",
  amp: "&",
});

/** Code that a model wrote as HTML. */
interface Preformatted {
  type: "code";
  lang: string | null;
  value: string;
}

/** The tags, code, and text in some HTML; null if it has other HTML. */
export function tagsIn(html: string): (string | Tag | Preformatted)[] | null {
  const bare = withoutCode(html);
  const parts: (string | Tag | Preformatted)[] = [];
  let at = 0;
  for (const { index, 0: all } of bare.matchAll(PRE)) {
    const tagsBefore = simpleTagsIn(html.slice(at, index), bare.slice(at, index));
    if (tagsBefore === null) return null;
    at = index + all.length;
    parts.push(...tagsBefore, codeIn(html.slice(index + "<pre>".length, at - "</pre>".length)));
  }
  const rest = simpleTagsIn(html.slice(at), bare.slice(at));
  return rest && [...parts, ...rest];
}

function codeIn(html: string): Preformatted {
  const [opening = "", lang = null] = CODE.exec(html) ?? [];
  const text = html.slice(opening.length).replace(/^\n/, "").trimEnd();
  const value = text.replace(/<\/code>$/i, "").trimEnd();
  return {
    type: "code",
    lang,
    value: value.replace(/&(lt|gt|quot|#39|nbsp|amp);/g, (_, name) => ENTITIES[name] ?? ""),
  };
}

/** The tags and text in HTML without code; `bare` is the HTML with its Markdown code blanked out. */
function simpleTagsIn(html: string, bare: string): (string | Tag)[] | null {
  if (ANY_TAG.test(bare.replace(TAG, ""))) return null;
  const parts: (string | Tag)[] = [];
  let at = 0;
  for (const { index, 0: value, groups = {} } of bare.matchAll(TAG)) {
    const { name = "", slash, attributes = "" } = groups;
    parts.push(html.slice(at, index), {
      type: "tag",
      name: name.toLowerCase(),
      closes: slash !== "",
      attributes: attributesOf(attributes),
      value,
    });
    at = index + value.length;
  }
  return [...parts, html.slice(at)];
}

function attributesOf(text: string): Tag["attributes"] {
  return new Map(
    [...text.matchAll(PAIR)].map(([, name = "", ...values]) => [
      name.toLowerCase(),
      values.find((value) => value !== undefined)?.replaceAll("&amp;", "&") ?? "",
    ]),
  );
}
