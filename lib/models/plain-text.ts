/** Maximum number of characters of a line to read. */
const MAX_LINE = 500;

/** The first line of a Markdown text with words, without its markup; empty when there is none. */
export function firstPlainLine(markdown: string): string {
  let inFence = false;
  let code = "";
  for (const fullLine of markdown.split(/\r\n?|\n/)) {
    const line = fullLine.slice(0, MAX_LINE);
    if (/^\s*(?:```|~~~)/.test(line)) {
      inFence = !inFence;
      continue;
    }
    const plain = inFence ? line.replace(/\s+/g, " ").trim() : plainText(line);
    if (plain === "") continue;
    if (!inFence) return plain;
    code ||= plain;
  }
  return code;
}

/** A line of Markdown without its markup. */
function plainText(line: string): string {
  if (/^\s*(?:[-*_]\s*){3,}$|^\s*\|?[\s:|-]+\|?\s*$|^\s*=+\s*$/.test(line)) return "";
  return line
    .replace(/^\s*(?:>\s*|[-*+]\s+(?:\[[ xX]\]\s+)?|\d{1,9}[.)]\s+|#{1,6}\s+)+/, "")
    .replace(/\s+#+\s*$/, "")
    .replace(/!?\[([^\][]*)\](?:\([^()\s]*(?:\s+"[^"]*")?\)|\[[^\][]*\])/g, "$1")
    .replace(/\[\^[^\]\s]+\]/g, "")
    .replace(/<((?:https?|mailto):[^<>\s]+)>/g, "$1")
    .replace(/<\/?[a-z][^<>]*>/gi, " ")
    .replace(/(`+)\s?(.+?)\s?\1(?!`)/g, "$2")
    .replace(/(?<!\\)(\*{1,3}|~~)(?=\S)(.+?)(?<=[^\s\\])\1/g, "$2")
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)(.+?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, "$2")
    .replace(/\\([!-/:-@[-`{-~])/g, "$1")
    .replace(/^\s*\||\|\s*$/g, "")
    .replace(/\s+/g, " ")
    .trim();
}
