import { lookup } from "@/lib/contract/lookup";
export const METHOD_TONES: Readonly<Record<string, string>> = lookup({
  get: "bg-good-soft text-good",
  post: "bg-soft text-accent",
  put: "bg-warn-soft text-warn",
  patch: "bg-warn-soft text-warn",
  delete: "bg-bad-soft text-bad",
});

/** Text colors of HTTP methods, for lists. */
export const METHOD_TEXTS: Readonly<Record<string, string>> = lookup({
  get: "text-good",
  post: "text-accent",
  put: "text-warn",
  patch: "text-warn",
  delete: "text-bad",
});
