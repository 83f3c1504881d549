"use client";

import { setMarkdownRenderer } from "./answer-text";
import Markdown from "./markdown";

setMarkdownRenderer(Markdown);

/** A page with answers in it brings what reads them along: this stands in it and shows nothing. */
export function PreloadMarkdown() {
  return null;
}
