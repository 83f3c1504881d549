import { common, createLowlight } from "lowlight";

const lowlight = createLowlight(common);

/** A piece of code in one colour: what it is as highlight.js names it, null for plain. */
export interface Piece {
  name: string | null;
  text: string;
}

/** The pieces of some code in order; null for a language that is not known. */
export function piecesOf(code: string, language: string): Piece[] | null {
  if (!lowlight.registered(language)) return null;
  const pieces: Piece[] = [];
  const visit = (nodes: ReturnType<typeof lowlight.highlight>["children"], name: string | null): void => {
    for (const node of nodes) {
      if (node.type === "text") pieces.push({ name, text: node.value });
      else if (node.type === "element") visit(node.children, String([node.properties.className].flat()[0] ?? name));
    }
  };
  visit(lowlight.highlight(language, code).children, null);
  return pieces;
}
