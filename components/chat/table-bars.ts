import { withoutCode } from "@/lib/models/code-spans";

const PREFIX = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
const DELIMITERS = /^[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$/;
const BAR = /(?<!\\)\|/g;
const CODE = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;
const FORMULA = /\\\(.*?\\\)|(?<![\\\w$])\$(?![\s$])[^$]*[^\s$\\]\$(?![\w$])/g;

/** Escapes the vertical bars in code and formulas of each table row that has too many cells: only that many are shown. */
export function escapeBars(text: string): string {
  if (!text.includes("|")) return text;
  const bare = withoutCode(text).split("\n");
  let columns = 0;
  const lines = text.split("\n").map((line, i) => {
    if (bare[i]?.includes("|")) columns ||= columnsOf(bare[i + 1] ?? "");
    else columns = 0;
    return columns > 0 && cellsIn(line) > columns ? escaped(line, columns) : line;
  });
  return lines.join("\n");
}

/** The columns of the table that this line is the second of; 0 where it is none. */
const columnsOf = (line: string) => (line.includes("|") && DELIMITERS.test(line) ? cellsIn(line) : 0);

const cellsIn = (line: string) =>
  line
    .replace(PREFIX, "")
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(BAR).length;

function escaped(line: string, columns: number): string {
  const code = line.replace(CODE, (span) => span.replace(BAR, "\\|"));
  return cellsIn(code) > columns ? code.replace(FORMULA, (formula) => formula.replace(BAR, "\\vert{}")) : code;
}
