import type { ChatTarget } from "@/lib/contract/conversation";

export const MAX_TARGETS = 4;

/** Targets as the URL has them: `a,b@groq`; commas and ats in IDs are encoded. */
export function formatTargets(targets: readonly ChatTarget[]): string {
  const safe = (text: string) => text.replace(/[%,@]/g, (sign) => encodeURIComponent(sign));
  return targets.map(({ model, gateway }) => safe(model) + (gateway ? `@${safe(gateway)}` : "")).join(",");
}

/** Parses the output of `formatTargets`; ignores invalid parts. */
function parseTargets(text: string): ChatTarget[] {
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

export function targetsIn(params: Pick<URLSearchParams, "get">): ChatTarget[] {
  return parseTargets(params.get("models") ?? params.get("model") ?? "");
}
