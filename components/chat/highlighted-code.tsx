"use client";

import { useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import type { Piece } from "./highlight";

/** Code is colored when it has not grown for so long, in ms. */
const IDLE_MS = 150;
/** Longer code stays plain, in characters. */
const MAX = 50_000;

interface HighlightedCodeProps {
  language: string;
  code: string;
}

/** A block of code in colors, as soon as what knows its language has come. */
export function HighlightedCode({ language, code }: HighlightedCodeProps) {
  const [highlighted, setHighlighted] = useState<{ code: string; pieces: Piece[] } | null>(null);
  useEffect(() => {
    if (code.length > MAX) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const highlight = await import("./highlight").catch(() => null);
      const pieces = highlight?.piecesOf(code, language.toLowerCase());
      if (pieces && !gone) setHighlighted({ code, pieces });
    }, IDLE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [code, language]);
  return (
    <CodeBlock title={language} code={code}>
      {highlighted?.code === code
        ? highlighted.pieces.map(({ name, text }, i) =>
            name === null ? (
              text
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change their places.
              <span key={i} className={name}>
                {text}
              </span>
            ),
          )
        : code}
    </CodeBlock>
  );
}
