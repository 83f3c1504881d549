"use client";

import { setMarkdownRenderer } from "./answer-text";
import Markdown from "./markdown";

setMarkdownRenderer(Markdown);

/** Includes the Markdown renderer in a page that has answers from the start; renders nothing. */
export function PreloadMarkdown() {
  return null;
}
