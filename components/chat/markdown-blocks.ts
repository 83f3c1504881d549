import { Lexer } from "marked";
import remend from "remend";

/**
 * Splits a text that is being written into its blocks, so that only the last of them is read again with each step; what
 * is begun and not ended there is ended.
 */
export function blocksOf(text: string): string[] {
  const whole = remend(text, { linkMode: "text-only", htmlTags: false });
  // Footnotes belong to the whole text.
  if (/\[\^[^\]\s]+\]/.test(whole)) return [whole];
  const blocks: string[] = [];
  let open = false;
  for (const { raw } of Lexer.lex(whole, { gfm: true })) {
    const last = blocks.at(-1);
    // The lines of a formula look like headings and lists.
    if (open && last !== undefined) blocks[blocks.length - 1] = last + raw;
    else if (raw.trim() !== "") blocks.push(raw);
    if ((raw.match(/\$\$/g) ?? []).length % 2 === 1 && !raw.startsWith("```")) open = !open;
  }
  return blocks;
}
