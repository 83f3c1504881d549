import remend from "remend";
import { withoutCode } from "@/lib/models/code-spans";

const FENCE = /^(?:\s|[-*+>]\s|\d{1,9}[.)]\s)*(`{3,}(?=[^`]*$)|~{3,})/;
const ITEM = /^(?:[-*+]|\d{1,9}[.)])\s/m;
/** Text that must stay in one block: footnotes, link references, and HTML that may have empty lines. */
const WHOLE = /\[\^[^\]\s]+\]|^ {0,3}\[[^\]\n]+\]:|<(?:!--|pre|script|style|textarea)/im;
/** Elements with Markdown in them. */
const ELEMENT = /<(\/?)(?:details|table|div|center|ul|ol|blockquote)\b/gi;

/**
 * Splits a text into blocks, so that only the last one is parsed and rendered again while it streams; its open
 * constructs are closed. Uncertain boundaries do not split.
 */
export function blocksOf(text: string, running: boolean): string[] {
  if (WHOLE.test(text)) return [text];
  const blocks: string[] = [];
  let block = "";
  let fence = "";
  let math = false;
  let blank = false;
  let elements = 0;
  for (const line of text.split(/(?<=\n)/)) {
    const isOpen = fence !== "" || math || elements > 0;
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
    // Lines of a formula may look like headings and lists.
    if (fence === "" && mark === "" && (line.match(/\$\$/g)?.length ?? 0) % 2 === 1) math = !math;
    if (fence === "" && mark === "")
      for (const [, slash] of withoutCode(line).matchAll(ELEMENT))
        elements = Math.max(0, elements + (slash === "" ? 1 : -1));
  }
  if (block.trim() !== "") blocks.push((running ? closed(block, elements > 0) : block).trimEnd());
  return blocks;
}

/** A streaming block with its open constructs closed, and without an incomplete tag. */
const closed = (block: string, inElement: boolean) =>
  remend(inElement ? block.replace(/<[^<>]*$/, "") : block, { linkMode: "text-only", htmlTags: false });
