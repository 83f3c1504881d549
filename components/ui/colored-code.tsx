import { CodePieces } from "./code-pieces";
import { piecesOf } from "./highlight";

/** Highlights code on the server, so that the highlighter is not sent to the browser. */
export function ColoredCode({ code, language }: { code: string; language: string }) {
  return <CodePieces pieces={piecesOf(code, language)} />;
}
