import rehypeKatex, { type Options } from "rehype-katex";
import remarkMath from "remark-math";
import "katex/dist/katex.min.css";

/** Formulas are hostile too: no links, limited sizes and expansions, and invalid ones are shown as source. */
const OPTIONS: Options = { trust: false, maxSize: 30, maxExpand: 500, errorColor: "var(--bad)" };

/** Plugins that parse and render math; loaded on demand. */
export const MATH = {
  remark: [remarkMath, { singleDollarTextMath: false }] as const,
  rehype: [rehypeKatex, OPTIONS] as const,
};
