import type { Gateway } from "@/lib/contract/gateway";
import { ageText, countOf } from "@/lib/models/format";

/** The one line printed at the start: where, how much, and how old. `now` in ms since 1970. */
export function startLine(
  address: string,
  { models, offers }: { models: number; offers: number },
  gateways: readonly Gateway[],
  now: number,
): string {
  const counts = `${countOf(models, "model")} (${countOf(offers, "offer")}) of ${countOf(gateways.length, "gateway")}`;
  const dates = gateways.flatMap((g) => g.synced_at ?? []).sort();
  const embedded = gateways.filter((g) => g.state === "embedded" || g.state === "no_key");
  const stored = gateways.length - embedded.length;
  const asOf = embedded
    .flatMap((g) => g.synced_at ?? [])
    .sort()[0]
    ?.slice(0, 10);
  const parts = [
    stored > 0 ? `${stored} last synced ${ageText(now - Date.parse(dates.at(-1) ?? ""))} ago` : "",
    embedded.length > 0 ? `${embedded.length} from the embedded catalogue of ${asOf}` : "",
  ];
  return `Gatewayz is at ${address}: ${counts}; ${parts.filter(Boolean).join(", ")}`;
}
