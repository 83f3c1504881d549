import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import { dayText } from "@/lib/models/format";

/** The states of the offers if none of them is usable; otherwise null. */
export function unavailableText(
  offers: readonly Pick<ModelOffer, "gateway" | "state">[],
  gateways: readonly Pick<Gateway, "slug" | "name">[],
): string | null {
  if (offers.some(({ state }) => isUsable(state))) return null;
  const states = offers.map(
    ({ gateway, state }) => `${state} on ${gateways.find(({ slug }) => slug === gateway)?.name ?? gateway}`,
  );
  return [...new Set(states)].join(", ");
}

interface UnavailableNoticeProps {
  offers: readonly ModelOffer[];
  gateways: readonly Gateway[];
  text: string;
  /** The page without the selected offer; null if none is selected. */
  any: string | null;
}

/** Replaces code and chat for a model that cannot be called. */
export function UnavailableNotice({ offers, gateways, text, any }: UnavailableNoticeProps) {
  const last = offers.reduce<ModelOffer | null>(
    (latest, offer) => (latest === null || offer.source.fetched_at > latest.source.fetched_at ? offer : latest),
    null,
  );
  const name = last && (gateways.find(({ slug }) => slug === last.gateway)?.name ?? last.gateway);
  return (
    <Notice>
      <b className="font-medium">No longer available.</b>
      {last && ` Last seen on ${name} on ${dayText(Date.parse(last.source.fetched_at))}.`}
      {offers.some(({ state }) => state !== "gone") && (
        <span className="text-text-2">{` ${text.charAt(0).toUpperCase() + text.slice(1)}.`}</span>
      )}{" "}
      {any !== null && (
        <Link href={`${any}#use`} className="font-medium text-accent hover:underline">
          Use another gateway
        </Link>
      )}
    </Notice>
  );
}
