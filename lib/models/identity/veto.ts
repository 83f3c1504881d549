import type { ReadName } from "./read-name";
import { isDate, isSize } from "./tokens";

/** Words that distinguish models of one family. */
const VARIANTS = new Set(
  (
    "mini nano micro tiny small medium large pro max plus ultra lite flash air turbo coder code math vl vision omni audio image " +
    "video tts live thinking think reasoning base distill guard safety embed embedding embeddings rerank reranker exp " +
    "terminus speciale zero prover ocr search deep research codex"
  ).split(" "),
);

/** The reason to reject a gateway's claim that a name belongs to a repository; null to accept it. */
export function vetoDeclared(read: ReadName, declared: ReadName): string | null {
  if (read.closed) return "closed weights against open ones";
  if (read.authorFrom === "prefix" && read.author !== declared.author) return `another author than ${read.author}`;
  const there = new Set(declared.tokens);
  const missing = (is: (token: string) => boolean) => read.tokens.find((t) => is(t) && !there.has(t));
  const size = missing(isSize);
  if (size && declared.tokens.some(isSize)) return `another size than ${size}`;
  const release = missing(isDate);
  if (release) return `another release than ${release}`;
  const variant = missing((t) => VARIANTS.has(t));
  if (variant) return `not "${variant}"`;
  const version = missing((t) => /^\d{1,3}$/.test(t));
  return version ? `another version than ${version}` : null;
}
