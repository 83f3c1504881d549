import { withoutCode } from "@/lib/models/code-spans";

const PREFIX = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/;
const DELIMITERS = /^[ \t>]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*[ \t]*:?-+:?[ \t]*\|?[ \t]*$/;
const PIPE = /(?<!\\)\|/g;
const CODE = /(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g;
const FORMULA = /\\\((?:(?!\\\().)*?\\\)|(?<![\\\w$])\$(?![\s$])[^$]*[^\s$\\]\$(?![\w$])/g;

/**
 * Fixes tables and rules that Markdown would not recognize: separates a table from a list above it, gives its second
 * line as many cells as the first, and escapes pipes in the code and formulas of a row with too many cells. Dashes
 * below a sentence are a rule, not a heading.
 */
export function separateLines(text: string): string {
  const lines = text.split("\n");
  const bare = withoutCode(text).split("\n");
  let columns = 0;
  for (const [i, line] of bare.entries()) {
    const above = bare[i - 1]?.trim() ?? "";
    if (RULE.test(line) && isSentence(above, bare[i - 2] ?? "")) lines[i] = `\n${line}`;
    if (!line.includes("|")) {
      columns = 0;
      continue;
    }
    const begins = columns === 0 && isDelimiters(bare[i + 1]);
    if (begins) columns = cellsIn(bare[i + 1] ?? "");
    if (columns > 0) lines[i] = escaped(lines[i] ?? "", columns);
    if (begins && line.startsWith("|")) {
      columns = cellsIn(lines[i] ?? "");
      lines[i + 1] = withCells(bare[i + 1] ?? "", columns);
      if (above !== "") lines[i] = `\n${lines[i]}`;
    }
  }
  return lines.join("\n");
}

const RULE = /^ {0,3}-{3,}[ \t]*$/;

/** Whether a line belongs to a paragraph of several lines, or ends like a sentence. */
const isSentence = (line: string, above: string) =>
  line !== "" && !line.includes("|") && (above.trim() !== "" || /[.!?:;…。！？：；]["')*_]*$/.test(line));

const isDelimiters = (line = "") => line.includes("|") && DELIMITERS.test(line);

/** The second line of a table with this many cells. */
function withCells(line: string, columns: number): string {
  const cells = line.match(/:?-+:?/g) ?? [];
  if (cells.length === columns) return line;
  return `|${Array.from({ length: columns }, (_, i) => cells[i] ?? "---").join("|")}|`;
}

const cellsIn = (line: string) =>
  line
    .replace(PREFIX, "")
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(PIPE).length;

/** A row with escaped pipes in its code and formulas, if it has too many cells. */
function escaped(line: string, columns: number): string {
  if (cellsIn(line) <= columns) return line;
  const code = line.replace(CODE, (span) => span.replace(PIPE, "\\|"));
  return cellsIn(code) > columns ? code.replace(FORMULA, (formula) => formula.replace(PIPE, "\\vert{}")) : code;
}
