import { outsideCode } from "@/lib/models/code-spans";

/** A text with its math written one way: `$$…$$`, on lines of their own where it stands alone. */
interface MathText {
  text: string;
  /** Whether there is any. */
  found: boolean;
}

const ENVIRONMENTS =
  "(?:align|alignat|equation|gather|multline|eqnarray)\\*?|aligned|alignedat|gathered|split|cases|dcases|rcases|array|CD|[pbvBV]?matrix|smallmatrix";
/** Anything but an empty line and what stands at the beginning of another such formula. */
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
  if (!/[$\\]/.test(text)) return { text, found: false };
  const tables = tablesIn(text);
  let found = false;
  const written = outsideCode(text, (prose, place) => {
    let changed = "";
    let at = 0;
    MATH.lastIndex = 0;
    for (let match = MATH.exec(prose); match; match = MATH.exec(prose)) {
      const start = place + match.index;
      const splitsCell = /(?<!\\)\|/.test(match[0]) && tables.some(([from, end]) => from <= start && start < end);
      const formula = splitsCell ? null : rewritten(match, prose);
      if (formula !== null) {
        found = true;
        changed += noMath(prose.slice(at, match.index)) + formula;
        at = MATH.lastIndex;
        // What ends nothing may begin the next.
      } else if (match[0].startsWith("$")) MATH.lastIndex = match.index + (match[0].startsWith("$$") ? 2 : 1);
    }
    return changed + noMath(prose.slice(at));
  });
  return { text: found ? written : text, found };
}

/** Text between formulas: what reads them takes each pair of dollar signs for one. */
const noMath = (prose: string) => prose.replace(/(?<!\\)\${2,}/g, (signs) => signs.replaceAll("$", "\\$"));

/** A formula as it is written here; null where what was found is none. */
function rewritten(match: RegExpExecArray, prose: string): string | null {
  const { square, round, double, single, block, bare } = match.groups ?? {};
  const [before, next = ""] = [prose[match.index - 1], prose[match.index + match[0].length]];
  if (before === "$" || next === "$") return null;
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

/** A formula without what KaTeX does not know and others do. */
const supported = (formula: string) =>
  formula
    .replace(/\\label\{[^}\n]*\}/g, "")
    .replace(/\\(begin|end)\{multline\*?\}/g, "\\$1{gather*}")
    .replace(/\\(begin|end)\{eqnarray\*?\}/g, "\\$1{align*}");

const inline = (formula: string) => `$$${formula.trim().replace(/\s*\n\s*/g, " ")}$$`;

/** From where to where tables go: the line over each row of dashes, and all up to the next empty line. */
function tablesIn(text: string): [number, number][] {
  if (!text.includes("|")) return [];
  const rows = /(?<=^|\n)[^\n|]*\|[^\n]*\n[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*(?=\n|$)/g;
  return [...text.matchAll(rows)].map(({ index }) => {
    const end = text.slice(index).search(/\n[ \t]*(?:\n|$)/);
    return [index, end < 0 ? text.length : index + end];
  });
}

/** Whether what stands between two dollar signs is a formula, and not what lies between two prices or variables. */
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
