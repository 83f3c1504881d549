import { CodePieces } from "./code-pieces";
import { piecesOf } from "./highlight";

/** Code that is colored on the server: the highlighter never reaches the browser. */
export function ColoredCode({ code, language }: { code: string; language: string }) {
  return <CodePieces pieces={piecesOf(code, language)} />;
}
