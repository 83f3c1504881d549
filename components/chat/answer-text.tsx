"use client";

import { type ComponentType, useEffect, useState } from "react";

interface TextProps {
  text: string;
  running: boolean;
}

let loaded: ComponentType<TextProps> | null = null;

/** Loads the Markdown renderer. Called early where an answer is sure to come. */
export async function loadMarkdown(): Promise<ComponentType<TextProps>> {
  loaded ??= (await import("./markdown")).default;
  return loaded;
}

/** Provides the Markdown renderer where a page includes it from the start. */
export function setMarkdownRenderer(reader: ComponentType<TextProps>): void {
  loaded = reader;
}

/** The text of an answer. The Markdown renderer is loaded with the first one; until then, the source is shown. */
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
