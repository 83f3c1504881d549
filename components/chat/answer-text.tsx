"use client";

import { type ComponentType, useEffect, useState } from "react";

interface TextProps {
  text: string;
  running: boolean;
}

let loaded: ComponentType<TextProps> | null = null;

/** Loads what reads Markdown. Called early where an answer is sure to come. */
export async function loadMarkdown(): Promise<ComponentType<TextProps>> {
  loaded ??= (await import("./markdown")).default;
  return loaded;
}

/** Brings what reads Markdown where a page has it from the start. */
export function setMarkdownRenderer(reader: ComponentType<TextProps>): void {
  loaded = reader;
}

/** The text of an answer. What reads Markdown is loaded when there is one; until then it stands as it was written. */
export function AnswerText({ text, running }: TextProps) {
  const [Reader, setReader] = useState(() => loaded);
  useEffect(() => {
    if (!Reader)
      loadMarkdown().then(
        (renderer) => setReader(() => renderer),
        () => undefined,
      );
  }, [Reader]);
  return Reader ? (
    <Reader text={text} running={running} />
  ) : (
    <p className="whitespace-pre-wrap" dir="auto">
      {text}
    </p>
  );
}
