"use client";

import { giveReader } from "./answer-text";
import Markdown from "./markdown";

giveReader(Markdown);

/** A page with answers in it brings what reads them along: this stands in it and shows nothing. */
export function ReaderAtOnce() {
  return null;
}
