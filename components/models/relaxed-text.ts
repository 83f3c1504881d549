import type { Relaxation } from "@/lib/models/relax";
import type { IndexedGateway } from "@/lib/models/search-index";
import { boundLabel, FIELD_LABELS, LIST_LABELS, valueLabel } from "./labels";

/** What a relaxation does, in words: "without Groq", "Input price ≤ $1.20". */
export function relaxedText({ change, query }: Relaxation, asked: string, gateways: readonly IndexedGateway[]): string {
  if ("words" in change) return `without “${asked.trim()}”`;
  if ("filters" in change) return `“${asked.trim()}” without any filter`;
  if ("list" in change) {
    const name = valueLabel(change.list, change.value, gateways);
    return change.list === "gateways" || change.list === "abilities"
      ? `without ${name}`
      : `without ${LIST_LABELS[change.list].toLowerCase()} ${name.toLowerCase()}`;
  }
  if (!("on" in change)) return `without a limit on ${FIELD_LABELS[change.off.field].toLowerCase()}`;
  return boundLabel(query.bounds.at(-1) ?? change.on);
}
