import { outsideCode } from "@/lib/models/code-spans";

/** A text with its math in one notation: `$$…$$`, on separate lines for display math. */
interface MathText {
  text: string;
  hasMath: boolean;
}

const ENVIRONMENTS =
  "(?:align|alignat|equation|gather|multline|eqnarray)\\*?|aligned|alignedat|gathered|split|cases|dcases|rcases|array|CD|[pbvBV]?matrix|smallmatrix";
/** Anything but an empty line and the beginning of another such formula. */
const run = (opening: string) => `(?:(?!\\n[ \\t]*\\n|${opening})[\\s\\S])+?`;
const MATH = new RegExp(
  [
    "\\\\[\\\\$]",
    `\\\\\\[(?<square>${run("\\\\\\[")})\\\\\\]`,
    `\\\\\\((?<round>${run("\\\\\\(")})\\\\\\)`,
    `\\$\\$(?<double>${run("\\$\\$")})\\$\\$`,
    "(?<!\\$)(?:(?<!\\w)|(?=\\$[\\\\^_]))\\$(?![\\s$])(?<single>(?:[^$\\n]|(?<=\\\\)\\$)*?[^\\s$\\\\])\\$(?![\\d$])",
    `(?<block>\\\\begin\\{(?<name>${ENVIRONMENTS})\\}(?:(?!\\n[ \\t]*\\n|\\\\begin\\{\\k<name>\\})[\\s\\S])*?\\\\end\\{\\k<name>\\})`,
    "(?<bare>\\\\(?:ce|pu)\\{(?:[^{}\\n]|\\{[^{}\\n]*\\})*\\})",
  ].join("|"),
  "g",
);

/**
 * Finds the math of an answer as models write it: `\[…\]`, `\(…\)`, `$$…$$`, `$…$`, environments such as
 * `\begin{align}`, and `\ce{…}`. A dollar sign in prose is a price: `$5 and $10` stays as it is.
 */
export function normalizeMath(text: string): MathText {
  if (!/[$\\]/.test(text)) return { text, hasMath: false };
  const tables = tablesIn(text);
  let hasMath = false;
  const written = outsideCode(text, (prose, offset) => {
    let changed = "";
    let at = 0;
    MATH.lastIndex = 0;
    for (let match = MATH.exec(prose); match; match = MATH.exec(prose)) {
      const start = offset + match.index;
      const splitsCell = /(?<!\\)\|/.test(match[0]) && tables.some(([from, end]) => from <= start && start < end);
      const formula = splitsCell ? null : rewritten(match, prose);
      if (formula !== null) {
        hasMath = true;
        changed += noMath(prose.slice(at, match.index)) + formula;
        at = MATH.lastIndex;
        // A `$` that closes nothing may open the next formula.
      } else if (match[0].startsWith("$")) MATH.lastIndex = match.index + (match[0].startsWith("$$") ? 2 : 1);
    }
    return changed + noMath(prose.slice(at));
  });
  return { text: hasMath ? written : text, hasMath };
}

/** Escapes double dollar signs between formulas, which the math parser would pair. */
const noMath = (prose: string) => prose.replace(/(?<!\\)\${2,}/g, (signs) => signs.replaceAll("$", "\\$"));

/** A formula in our notation. Null if it is not a formula. */
function rewritten(match: RegExpExecArray, prose: string): string | null {
  const { square, round, double, single, block, bare } = match.groups ?? {};
  const [previous, next = ""] = [prose[match.index - 1], prose[match.index + match[0].length]];
  if (previous === "$" || next === "$") return null;
  if (single !== undefined && !isFormula(single.replaceAll("\\$", ""), next)) return null;
  const line = prose.slice(prose.lastIndexOf("\n", match.index) + 1, match.index);
  const written = supported(square ?? round ?? double ?? single ?? block ?? bare ?? "");
  const formula = line.trimStart().startsWith(">") ? written.replace(/\n[ \t]*(?:>[ \t]?)+/g, "\n") : written;
  if (formula.trim() === "") return null;
  if ((square ?? double ?? block) === undefined) return inline(formula);
  const indent = /^[ \t>]*$/.exec(line)?.[0];
  const alone = indent !== undefined && /^[ \t]*(?:\n|$)/.test(prose.slice(match.index + match[0].length));
  if (alone) return `$$\n${indent}${formula.trim().replace(/\n[ \t]*/g, `\n${indent}`)}\n${indent}$$`;
  if (double !== undefined) return isFormula(double, next) ? inline(formula) : null;
  return inline(`\\displaystyle ${formula.replace(/\\(begin|end)\{(align|gather)\*?\}/g, "\\$1{$2ed}")}`);
}

/** A formula with the commands replaced that KaTeX does not support. */
const supported = (formula: string) =>
  formula
    .replace(/\\label\{[^}\n]*\}/g, "")
    .replace(/\\(begin|end)\{multline\*?\}/g, "\\$1{gather*}")
    .replace(/\\(begin|end)\{eqnarray\*?\}/g, "\\$1{align*}");

const inline = (formula: string) => `$$${formula.trim().replace(/\s*\n\s*/g, " ")}$$`;

function tablesIn(text: string): [number, number][] {
  if (!text.includes("|")) return [];
  const rows = /(?<=^|\n)[^\n|]*\|[^\n]*\n[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*(?=\n|$)/g;
  return [...text.matchAll(rows)].map(({ index }) => {
    const end = text.slice(index).search(/\n[ \t]*(?:\n|$)/);
    return [index, end < 0 ? text.length : index + end];
  });
}

/** Whether the text between two dollar signs is a formula, and not between two prices or variables. */
function isFormula(inner: string, next: string): boolean {
  const words = /\p{L}{2,}[),;:.!?'"]*\s+[('"]*\p{L}{2,}/u.test(inner);
  if (/^[_^](?:\w|\{[^{}]*\})$/.test(inner)) return true;
  if (inner.includes("</")) return false;
  if (/[\p{Script=Latin}{(]/u.test(next)) return /^\p{L}$/u.test(inner) || (/[\\^]/.test(inner) && !words);
  if (/^[)\]},;:!?"'’”]|[([{"'‘“]$/.test(inner)) return false;
  if (inner.includes("\\")) return true;
  if (words || /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Hangul}/u.test(inner)) return false;
  if (/^\d/.test(inner) && /\s/.test(inner) && /\p{L}{2}/u.test(inner)) return false;
  if (/^[\d.,]+\s[^=+*/<>^_-]*$/.test(inner)) return false;
  return /[\^_={}]/.test(inner) || !/\p{L}{2}/u.test(inner) || !/\s/.test(inner);
}
