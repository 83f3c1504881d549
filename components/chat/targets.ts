import type { ChatTarget } from "@/lib/contract/conversation";

/** Answers that stand side by side at most. */
export const MAX_TARGETS = 4;

/** Who shall answer, as the address holds it: `a,b@groq`, ids encoded by their commas and ats. */
export function formatTargets(targets: readonly ChatTarget[]): string {
  const safe = (text: string) => text.replace(/[%,@]/g, (sign) => encodeURIComponent(sign));
  return targets.map(({ model, gateway }) => safe(model) + (gateway ? `@${safe(gateway)}` : "")).join(",");
}

/** Reads what `formatTargets` wrote; what cannot be read is left out. */
export function parseTargets(text: string): ChatTarget[] {
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
    .slice(0, MAX_TARGETS)
    .map((part) => {
      const [model = "", gateway] = part.split("@");
      return { model: read(model), gateway: gateway ? read(gateway) : null };
    });
}
