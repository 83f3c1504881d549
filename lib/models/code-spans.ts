/** Fenced and inline code of Markdown, which contains no markup. */
const CODE =
  /(?:^|\n)[ \t]*(```+(?!`)|~~~+(?!~))[^\n]*(?:\n[\s\S]*?(?:\n[ \t]*\1[ \t]*(?=\n|$)|$)|$)|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\2(?!`)/g;

/** Replaces each part of a text outside of code with the result of `change`, which also gets the part's index. */
export function outsideCode(text: string, change: (prose: string, offset: number) => string): string {
  let changed = "";
  let at = 0;
  for (const code of text.matchAll(CODE)) {
    changed += change(text.slice(at, code.index), at) + code[0];
    at = code.index + code[0].length;
  }
  return changed + change(text.slice(at), at);
}

/** The text with code replaced by blanks of the same length, so that indices stay valid. */
export function withoutCode(text: string): string {
  return text.replace(CODE, (code) => code.replace(/[^\n]/g, " "));
}
