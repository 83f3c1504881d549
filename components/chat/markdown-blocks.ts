import remend from "remend";

const FENCE = /^(?:\s|[-*+>]\s|\d{1,9}[.)]\s)*(`{3,}(?=[^`]*$)|~{3,})/;
const ITEM = /^(?:[-*+]|\d{1,9}[.)])\s/;

/**
 * Splits a text that is still being written into blocks, so that only the last one is parsed again at each step: what it
 * begins without ending it is ended there. Blocks that only look like one stay together.
 */
export function blocksOf(text: string): string[] {
  // Footnotes belong to the whole text.
  if (/\[\^[^\]\s]+\]/.test(text)) return [text];
  const blocks: string[] = [];
  let block = "";
  let fence = "";
  let math = false;
  let blank = false;
  for (const line of text.split(/(?<=\n)/)) {
    const isOpen = fence !== "" || math;
    if (line.trim() === "" && !isOpen) blank = true;
    else if (blank && !/^\s/.test(line) && !isOpen && !(ITEM.test(line) && ITEM.test(block))) {
      blocks.push(block.trimEnd());
      block = "";
    }
    if (line.trim() !== "") blank = false;
    block += line;
    const mark = FENCE.exec(line)?.[1] ?? "";
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
    // The lines of a formula look like headings and lists.
    if (fence === "" && mark === "" && (line.match(/\$\$/g)?.length ?? 0) % 2 === 1) math = !math;
  }
  if (block.trim() !== "") blocks.push(remend(block, { linkMode: "text-only", htmlTags: false }).trimEnd());
  return blocks;
}
