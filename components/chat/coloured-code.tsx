"use client";

import { useEffect, useState } from "react";
import { CodeBlock } from "@/components/ui/code-block";
import type { Piece } from "./highlight";

/** Code is coloured when it has not grown for so long, in ms. */
const CALM_MS = 150;
/** Longer code stays plain, in characters. */
const MOST = 50_000;

interface ColouredCodeProps {
  language: string;
  code: string;
}

/** A block of code in colours, as soon as what knows its language has come. */
export function ColouredCode({ language, code }: ColouredCodeProps) {
  const [coloured, setColoured] = useState<{ code: string; pieces: Piece[] } | null>(null);
  useEffect(() => {
    if (code.length > MOST) return;
    let gone = false;
    const timer = setTimeout(async () => {
      const highlight = await import("./highlight").catch(() => null);
      const pieces = highlight?.piecesOf(code, language.toLowerCase());
      if (pieces && !gone) setColoured({ code, pieces });
    }, CALM_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [code, language]);
  return (
    <CodeBlock title={language} code={code}>
      {coloured?.code === code
        ? coloured.pieces.map(({ name, text }, i) =>
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
