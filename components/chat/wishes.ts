import type { AnswerWish } from "@/lib/contract/conversation";

/** Answers that stand side by side at most. */
export const MOST_WISHES = 4;

/** Who shall answer, as the address holds it: `a,b@groq`, ids encoded by their commas and ats. */
export function formatWishes(wishes: readonly AnswerWish[]): string {
  const safe = (text: string) => text.replace(/[%,@]/g, (sign) => encodeURIComponent(sign));
  return wishes.map(({ model, gateway }) => safe(model) + (gateway ? `@${safe(gateway)}` : "")).join(",");
}

/** Reads what `formatWishes` wrote; what cannot be read is left out. */
export function parseWishes(text: string): AnswerWish[] {
  const read = (part: string) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };
  return text
    .split(",")
    .filter((part) => part !== "")
    .slice(0, MOST_WISHES)
    .map((part) => {
      const [model = "", gateway] = part.split("@");
      return { model: read(model), gateway: gateway ? read(gateway) : null };
    });
}
