"use client";

import { Icon, Logo } from "@/components/ui/icon";
import { OPTION } from "@/components/ui/overlay";
import { shownPrice } from "@/components/ui/price";
import type { ChatTarget } from "@/lib/contract/conversation";
import type { Model } from "@/lib/contract/model";
import { pricedOffer } from "@/lib/models/best-offers";
import { displayName } from "@/lib/models/format";
import { perMillion } from "@/lib/models/price";
import { useGatewayName } from "./gateway-facts";

interface GatewayChoiceProps {
  model: Model;
  target: ChatTarget | null;
  taken: (target: ChatTarget) => boolean;
  pick: (target: ChatTarget) => void;
}

/** The gateways of a model, cheapest first; with "Cheapest", the server chooses for each message. */
export function GatewayChoice({ model, target, taken, pick }: GatewayChoiceProps) {
  const nameOf = useGatewayName();
  const rows = [...new Set(model.offers.map(({ gateway }) => gateway))]
    .flatMap((gateway) => {
      const offers = model.offers.filter((offer) => offer.gateway === gateway);
      return pricedOffer({ offers, source_gateway: gateway }) ?? [];
    })
    .map((offer) => ({ offer, price: perMillion(offer.pricing.prompt) }))
    .sort((a, b) => (a.price ?? Number.POSITIVE_INFINITY) - (b.price ?? Number.POSITIVE_INFINITY));
  const choice = (gateway: string | null, price: string) => {
    const fresh = { model: model.id, gateway };
    const on = target?.model === model.id && (target.gateway ?? null) === gateway;
    return (
      <button
        key={gateway ?? "any"}
        type="button"
        aria-pressed={on}
        aria-disabled={taken(fresh) || undefined}
        className={`${OPTION} flex-none text-cell aria-pressed:bg-press`}
        onClick={() => taken(fresh) || pick(fresh)}
      >
        {gateway ? <Logo of={gateway} name={nameOf(gateway)} /> : <Icon name="zap" className="text-text-2" />}
        <span className="min-w-0 flex-1 truncate">{gateway ? nameOf(gateway) : "Cheapest"}</span>
        <span className="comma-before text-note text-text-3">{taken(fresh) ? "Added" : price}</span>
        {on && <Icon name="check" className="text-accent" />}
      </button>
    );
  };
  return (
    <fieldset className="flex min-h-0 flex-col overflow-y-auto p-1.5">
      <legend className="sr-only">Gateway for {displayName(model.name)}</legend>
      <div aria-hidden="true" className="flex-none truncate px-2.5 pt-2 pb-1 text-label font-medium text-text-3">
        Gateway
      </div>
      {choice(null, "")}
      {rows.map(({ offer, price }) => {
        const { text, figure } = shownPrice(price, offer.price_state, offer.price_doubt);
        return choice(offer.gateway, figure ? `$${text}` : text);
      })}
    </fieldset>
  );
}
