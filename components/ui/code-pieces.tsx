/** Kinds of code with a color of their own. */
export type CodeTone = "keyword" | "string" | "number" | "comment" | "deletion";

/** A piece of code in one color; null is the text color. */
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

export function CodePieces({ pieces }: { pieces: readonly CodePiece[] }) {
  return pieces.map(({ tone, text }, i) =>
    tone === null ? (
      text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never change their order.
      <span key={i} className={COLORS[tone]}>
        {text}
      </span>
    ),
  );
}
