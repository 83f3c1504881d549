/** What a piece of code is, as far as it has a color of its own. */
export type CodeTone = "keyword" | "string" | "number" | "comment" | "deletion";

/** A piece of code in one color; null is that of text. */
export interface CodePiece {
  tone: CodeTone | null;
  text: string;
}

const COLORS: Readonly<Record<CodeTone, string>> = {
  keyword: "text-keyword",
  string: "text-good",
  number: "text-warn",
  comment: "text-text-3",
  deletion: "text-bad",
};

/** Code in its colors. */
export function CodePieces({ pieces }: { pieces: readonly CodePiece[] }) {
  return pieces.map(({ tone, text }, i) =>
    tone === null ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their places.
      <span key={i} className={COLORS[tone]}>
        {text}
      </span>
    ),
  );
}
