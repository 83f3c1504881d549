import rehypeKatex, { type Options } from "rehype-katex";
import remarkMath from "remark-math";
import "katex/dist/katex.min.css";

/** Formulas are hostile too: they open nothing, do not grow without end, and what cannot be read is shown as written. */
const OPTIONS: Options = { trust: false, maxSize: 30, maxExpand: 500, errorColor: "var(--bad)" };

/** What reads and sets math; loaded when there is some. */
export const MATH = {
  remark: [remarkMath, { singleDollarTextMath: false }] as const,
  rehype: [rehypeKatex, OPTIONS] as const,
};
