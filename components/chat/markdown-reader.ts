import { cjkFriendlyExtension } from "micromark-extension-cjk-friendly";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { type Processor, unified } from "unified";
import { type Extension, markAnywhere } from "./mark-anywhere";
import { lineBreaks } from "./markdown-tree";

/** Recognizes marked text without spaces around it, as in Chinese, Japanese, or Korean. */
function marksInWords(this: Processor) {
  const data = this.data() as { micromarkExtensions?: Extension[] };
  const extensions = data.micromarkExtensions ?? [];
  Object.assign(data, { micromarkExtensions: [...extensions, cjkFriendlyExtension() as Extension].map(markAnywhere) });
}

const FOOTNOTES = { footnoteLabelTagName: "p", footnoteLabelProperties: {} };

const parser = () =>
  unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(marksInWords).use(lineBreaks);

export const PLAIN = parser().use(remarkRehype, FOOTNOTES).freeze();
export type Reader = typeof PLAIN;

const loaded = new Map<boolean, Reader>();

/** The reader of text with math, if it has loaded. */
export const loadedReader = (chemistry: boolean): Reader | null => loaded.get(chemistry) ?? loaded.get(true) ?? null;

/** Loads the math reader, and that of chemical formulas if needed. */
export async function loadReader(chemistry: boolean): Promise<Reader> {
  const [{ MATH }] = await Promise.all([import("./math"), chemistry && import("katex/contrib/mhchem")]);
  const [math, mathOptions] = MATH.remark;
  const [typeset, typesetOptions] = MATH.rehype;
  const reader = parser().use(math, mathOptions).use(remarkRehype, FOOTNOTES).use(typeset, typesetOptions).freeze();
  loaded.set(chemistry, reader as unknown as Reader);
  return reader as unknown as Reader;
}
