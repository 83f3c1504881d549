/** A text with its math written one way: `$$…$$`, on lines of their own where it stands alone. */
export interface MathText {
  text: string;
  /** Whether there is any. */
  found: boolean;
}

/** Fenced and inline code: what looks like math there is none. */
const CODE =
  /(?:^|\n)[ \t]*(```+(?!`)|~~~+(?!~))[^\n]*(?:\n[\s\S]*?(?:\n[ \t]*\1[ \t]*(?=\n|$)|$)|$)|(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\2(?!`)/g;

/** Anything but an empty line and what stands at the beginning of another such formula. */
const run = (opening: string) => `(?:(?!\\n[ \\t]*\\n|${opening})[\\s\\S])+?`;
const MATH = new RegExp(
  [
    "\\\\\\$",
    `\\\\\\[(?<square>${run("\\\\\\[")})\\\\\\]`,
    `\\\\\\((?<round>${run("\\\\\\(")})\\\\\\)`,
    `\\$\\$(?<double>${run("\\$\\$")})\\$\\$`,
    "(?<![\\w$])\\$(?![\\s$])(?<single>[^$\\n]*?[^\\s$\\\\])\\$(?![\\d$])",
  ].join("|"),
  "g",
);

/**
 * Finds the math of an answer as models write it: `\[…\]`, `\(…\)`, `$$…$$` and `$…$`. A dollar sign in prose is a
 * price: `$5 and $10` stays as it is.
 */
export function normalizeMath(text: string): MathText {
  if (!/[$\\]/.test(text)) return { text, found: false };
  let found = false;
  let written = "";
  let at = 0;
  const add = (prose: string) => {
    written += prose.replace(MATH, (whole, ...rest) => {
      const groups = rest.at(-1) as Partial<Record<"square" | "round" | "double" | "single", string>>;
      const place = rest.at(-3) as number;
      const { square, round, double, single } = groups;
      if (single !== undefined && !isFormula(single, prose[place + whole.length] ?? "")) return whole;
      const formula = square ?? round ?? double ?? single;
      if (formula === undefined || formula.trim() === "") return whole;
      found = true;
      const display = square ?? double;
      if (display === undefined) return inline(formula);
      const indent = /(?:^|\n)([ \t]*)$/.exec(prose.slice(0, place))?.[1];
      const alone = indent !== undefined && /^[ \t]*(?:\n|$)/.test(prose.slice(place + whole.length));
      if (alone) return `$$\n${indent}${display.trim().replace(/\n[ \t]*/g, `\n${indent}`)}\n${indent}$$`;
      return square === undefined ? inline(formula) : inline(`\\displaystyle ${formula}`);
    });
  };
  for (const code of text.matchAll(CODE)) {
    add(text.slice(at, code.index));
    written += code[0];
    at = code.index + code[0].length;
  }
  add(text.slice(at));
  return { text: written, found };
}

const inline = (formula: string) => `$$${formula.trim().replace(/\s*\n\s*/g, " ")}$$`;

/** Whether what stands between two single dollar signs is a formula, and not what lies between two prices or variables. */
function isFormula(inner: string, next: string): boolean {
  if (/[\\^_={}]/.test(inner)) return true;
  if (/\p{L}/u.test(next)) return /^\p{L}$/u.test(inner);
  return !/\p{L}{2}/u.test(inner) || !/^\d|\s/.test(inner);
}
