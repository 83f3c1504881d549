"use client";

import { type ComponentType, useEffect, useState } from "react";

interface TextProps {
  text: string;
  running: boolean;
}

let loaded: ComponentType<TextProps> | null = null;

/** Loads the Markdown renderer. Called early when an answer is certain. */
export async function loadMarkdown(): Promise<ComponentType<TextProps>> {
  loaded ??= (await import("./markdown")).default;
  return loaded;
}

/** For pages that include the renderer from the start. */
export function setMarkdownRenderer(renderer: ComponentType<TextProps>): void {
  loaded = renderer;
}

/** The text of an answer. The Markdown renderer loads with the first one; until then, the source is shown. */
export function AnswerText({ text, running }: TextProps) {
  const [Renderer, setRenderer] = useState(() => loaded);
  useEffect(() => {
    if (!Renderer)
      loadMarkdown().then(
        (renderer) => setRenderer(() => renderer),
        () => undefined,
      );
  }, [Renderer]);
  return Renderer ? (
    <Renderer text={text} running={running} />
  ) : (
    <p className="whitespace-pre-wrap" dir="auto">
      {text}
    </p>
  );
}
