import type { Gateway, GatewayState } from "@/lib/contract/gateway";
import { ageText, countOf } from "@/lib/models/format";

/** The line printed at startup: URL, catalog size, and age. `now` is Unix time in ms. */
export function startLine(
  address: string,
  { models, offers }: { models: number; offers: number },
  gateways: readonly Gateway[],
  now: number,
): string {
  const counts = `${countOf(models, "model")} (${countOf(offers, "offer")}) of ${countOf(gateways.length, "gateway")}`;
  const of = (...states: GatewayState[]) => {
    const all = gateways.filter((g) => states.includes(g.state));
    return { count: all.length, dates: all.flatMap((g) => g.synced_at ?? []).sort() };
  };
  const [stored, embedded] = [of("live", "partial", "stale"), of("embedded", "no_key")];
  const [unread, failed] = [of("new").count, of("error").count];
  const parts = [
    stored.count > 0 && `${stored.count} last synced ${ageText(now - Date.parse(stored.dates.at(-1) ?? ""))} ago`,
    embedded.count > 0 && `${embedded.count} from the built-in catalog of ${embedded.dates[0]?.slice(0, 10)}`,
    unread > 0 && `${unread} not read yet`,
    failed > 0 && `${failed} without data`,
  ];
  return `Gatewayz is at ${address}: ${counts}; ${parts.filter(Boolean).join(", ")}`;
}
