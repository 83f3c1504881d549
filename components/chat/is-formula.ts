/** Whether what stands between two dollar signs is a formula, and not what lies between two prices or variables. */
export function isFormula(inner: string, next: string): boolean {
  const words = /\p{L}{2,}[),;:.!?'"]*\s+[('"]*\p{L}{2,}/u.test(inner);
  if (/[\p{Script=Latin}{(]/u.test(next)) return /^\p{L}$/u.test(inner) || (/[\\^]/.test(inner) && !words);
  if (/^[)\]},;:!?"'’”]|[([{"'‘“]$/.test(inner)) return false;
  if (inner.includes("\\")) return true;
  if (words || /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Hangul}/u.test(inner)) return false;
  if (/^\d/.test(inner) && /\s/.test(inner) && /\p{L}{2}/u.test(inner)) return false;
  if (/^[\d.,]+\s[^=+*/<>^_-]*$/.test(inner)) return false;
  return /[\^_={}]/.test(inner) || !/\p{L}{2}/u.test(inner) || !/\s/.test(inner);
}
