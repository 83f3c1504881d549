/**
 * The parts by which names are compared, in order: lower case, split at separators and between letters and digits;
 * characters that are not separators are also parts. Sizes stay whole (`70b`, `8x7b`, `a22b`, `128e`), a date is one
 * part, `v3p1` and `v3.1` are `3 1`. Nothing is dropped or sorted, so `Qwen2-57B` and `Qwen2.5-7B` stay different.
 */
export function tokensOf(name: string): string[] {
  let text = name.normalize("NFKC").toLowerCase();
  if (VERSION_P.test(text)) text = text.replace(/(?<=\d)p(?=\d)/g, ".");
  if (text.endsWith("+")) text = `${text.slice(0, -1)}-plus`;
  if (DATE_LIKE.test(text)) {
    text = text
      .replace(/\b(20\d\d)[-.](\d\d)[-.](\d\d)\b/g, "$1$2$3")
      .replace(/(?<![\p{L}\p{N}.])(0\d|1[0-2])-([0-3]\d)(?![\p{L}\p{N}.]|-20\d\d)/gu, "$1$2");
  }
  if (VERSION_V.test(text)) text = text.replace(/(^|[^\p{L}\p{N}])v(?=\d)/gu, "$1");
  return text.match(ASCII.test(text) ? TOKEN_ASCII : TOKEN) ?? [];
}

// Most names are ASCII without a date: these cheap checks avoid the rest.
const ASCII = /^[\x20-\x7e]*$/;
const VERSION_P = /\dp\d/;
const VERSION_V = /v\d/;
const DATE_LIKE = /\d\d[-.]\d\d/;
const TOKEN = /(?:\d+x\d+|(?<!\p{L})[ae]\d+|\d+)[bmtke](?![\p{L}\p{N}])|\p{L}+|\p{N}+|[^\s\p{L}\p{N}_.\-:+/()[\]~@]+/gu;
const TOKEN_ASCII = /(?:\d+x\d+|(?<![a-z])[ae]\d+|\d+)[bmtke](?![a-z0-9])|[a-z]+|[0-9]+|[^\sa-z0-9_.\-:+/()[\]~@]+/g;

/** A parameter count: `70b`, `350m`, `1t`, `8x7b`. */
export function isSize(token: string): boolean {
  return /^\d+(x\d+)?[bmt]$/.test(token);
}

/** The active parameters of a mixture of experts: `a22b`. */
export function isActiveSize(token: string): boolean {
  return /^a\d+b$/.test(token);
}

/** The number of experts: `128e`. */
export function isExperts(token: string): boolean {
  return /^\d+e$/.test(token);
}

/** A release date: `20250929`, `2507`, `0528`, `2024` (of `08-2024`). */
export function isDate(token: string): boolean {
  return /^(20[2-4]\d([01]\d[0-3]\d)?|2[3-9](0[1-9]|1[0-2])|(0[1-9]|1[0-2])[0-3]\d)$/.test(token);
}
