import type { Relaxation } from "@/lib/models/relax";
import type { IndexedGateway } from "@/lib/models/search-index";
import { boundLabel, FIELD_LABELS, LIST_LABELS, valueLabel } from "./labels";

/** What a relaxation does, in words: "Remove Groq", "Input price ≤ $1.20". */
export function relaxedText({ change, query }: Relaxation, asked: string, gateways: readonly IndexedGateway[]): string {
  if ("words" in change) return `Remove “${asked.trim()}”`;
  if ("filters" in change) return `Only search for “${asked.trim()}”`;
  if ("list" in change) {
    const name = valueLabel(change.list, change.value, gateways);
    return change.list === "gateways" || change.list === "abilities"
      ? `Remove ${name}`
      : `Remove ${LIST_LABELS[change.list].toLowerCase()} ${name}`;
  }
  if (!("on" in change)) return `Remove the ${FIELD_LABELS[change.off.field].toLowerCase()} limit`;
  return boundLabel(query.bounds.at(-1) ?? change.on);
}
