import { common, createLowlight } from "lowlight";
import type { CodePiece, CodeTone } from "./code-pieces";

const lowlight = createLowlight(common);

/** The color of each highlight.js class; others have the text color. */
const KINDS: Readonly<Record<CodeTone, string>> = {
  keyword: "keyword literal selector-tag built_in type tag name section",
  string: "string regexp addition attribute symbol",
  number: "number variable template-variable",
  comment: "comment quote meta",
  deletion: "deletion",
};
const TONES = new Map<string, CodeTone>(
  Object.entries(KINDS).flatMap(([tone, kinds]) =>
    kinds.split(" ").map((kind) => [`hljs-${kind}`, tone as CodeTone] as const),
  ),
);

/** The pieces of a code in order; a single one for an unknown language. */
export function piecesOf(code: string, language: string): CodePiece[] {
  if (!lowlight.registered(language)) return [{ tone: null, text: code }];
  const pieces: CodePiece[] = [];
  const add = (text: string, tone: CodeTone | null) => {
    const last = pieces.at(-1);
    if (last && last.tone === tone) last.text += text;
    else pieces.push({ tone, text });
  };
  const visit = (nodes: ReturnType<typeof lowlight.highlight>["children"], tone: CodeTone | null): void => {
    for (const node of nodes) {
      if (node.type === "text") add(node.value, tone);
      else if (node.type === "element") {
        const [kind] = [node.properties.className].flat();
        visit(node.children, TONES.get(String(kind)) ?? tone);
      }
    }
  };
  visit(lowlight.highlight(language, code).children, null);
  return pieces;
}
