/** Fenced and inline code of Markdown: what looks like markup there is none. */
const CODE =
  /(?:^|\n)[ \t]*(```+(?!`)|~~~+(?!~))[^\n]*(?:\n[\s\S]*?(?:\n[ \t]*\1[ \t]*(?=\n|$)|$)|$)|(?<!`)(`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])*?(?<!`)\2(?!`)/g;

/** A text with everything outside of code replaced by what `change` makes of it; it gets the place of each part too. */
export function outsideCode(text: string, change: (prose: string, place: number) => string): string {
  let changed = "";
  let at = 0;
  for (const code of text.matchAll(CODE)) {
    changed += change(text.slice(at, code.index), at) + code[0];
    at = code.index + code[0].length;
  }
  return changed + change(text.slice(at), at);
}

/** The text with its code blanked out, character for character: places in it are those of the text. */
export function withoutCode(text: string): string {
  return text.replace(CODE, (code) => code.replace(/[^\n]/g, " "));
}
