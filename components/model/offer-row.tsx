import { Mark } from "@/components/ui/marks";
import { isOver, StateTag } from "@/components/ui/state-tag";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { ageText, contextText, countText, secondsText, speedText } from "@/lib/models/format";
import { OfferPrice } from "./offer-price";
import { RouteRow } from "./route-row";

interface OfferRowProps {
  offer: ModelOffer;
  gateway: Gateway | undefined;
  cheapest: boolean;
  fastest: boolean;
  now: number;
}

/** One offer, and below it the hosts it is routed to where the gateway names them. */
export function OfferRow({ offer, gateway, cheapest, fastest, now }: OfferRowProps) {
  const { context_length: context, tokens_per_second: speed, first_token_ms: first, source, price_source } = offer;
  const sources = [
    `facts: ${source.source}, ${source.fetched_at}`,
    ...(price_source ? [`price: ${price_source.source}, ${price_source.fetched_at}`] : []),
  ];
  return (
    <>
      <tr className={isOver(offer.state) ? "text-muted" : undefined}>
        <th scope="row">
          <span className="flex flex-wrap items-center gap-x-2 text-[0.8125rem] text-text">
            {gateway && <Mark hue={gateway.hue} />}
            <a href={`/models?gateway=${offer.gateway}`} className="hover:underline">
              {gateway?.name ?? offer.gateway}
            </a>
            {cheapest && <span className="tag tag-good">cheapest</span>}
            {fastest && <span className="tag tag-good">fastest</span>}
            <StateTag state={offer.state} note={offer.state_note} />
            {offer.quantization && <span className="tag">{offer.quantization}</span>}
            {price_source && (
              <span className="tag" title={sources.join("\n")}>
                list price
              </span>
            )}
          </span>
        </th>
        <td className="wide max-w-88 font-mono text-xs break-all text-muted">
          {offer.id}
          {offer.state_note && <span className="block font-sans break-normal">{offer.state_note}</span>}
        </td>
        <td
          className={`num ${context === null ? "none" : ""}`}
          data-name="context"
          title={context === null ? "unknown" : `${countText(context)} tokens`}
        >
          {context === null ? "–" : contextText(context)}
        </td>
        <OfferPrice facts={offer} side="prompt" />
        <OfferPrice facts={offer} side="completion" />
        <td className={`num ${speed === null ? "none" : ""}`} data-name="t/s">
          {speed === null ? "–" : speedText(speed)}
        </td>
        <td className={`num ${first === null ? "none" : ""}`} data-name="first token">
          {first === null ? "–" : secondsText(first)}
        </td>
        <td className="num font-sans text-muted" data-name="old" title={sources.join("\n")}>
          {ageText(now - Date.parse(source.fetched_at))}
        </td>
      </tr>
      {offer.routes?.map((route) => (
        <RouteRow key={`${route.host} ${route.native_id}`} route={route} />
      ))}
    </>
  );
}
