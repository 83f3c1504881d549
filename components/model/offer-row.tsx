import { CopyButton } from "@/components/ui/copy-button";
import { Mark } from "@/components/ui/marks";
import { StateTag } from "@/components/ui/state-tag";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { isOver } from "@/lib/contract/states";
import type { CheaperEquivalent } from "@/lib/models/best-offers";
import { ageText } from "@/lib/models/format";
import type { Workload } from "@/lib/models/workload";
import { FigureCells } from "./figure-cells";
import type { Factors } from "./offer-factors";
import { offerTags } from "./offer-tags";
import { sourceLines } from "./source-lines";

interface OfferRowProps {
  offer: ModelOffer;
  gateway: Gateway | undefined;
  cheapest: boolean;
  fastest: boolean;
  twin: { gateway: string; percent: number; id: CheaperEquivalent["offer"]["id"] } | null;
  workload: Workload;
  factors: Factors;
  /** The address of this page with this offer chosen. */
  use: string;
  now: number;
}

/** One offer, and below it the hosts it is routed to where the gateway names them. */
export function OfferRow(props: OfferRowProps) {
  const { offer, gateway, cheapest, fastest, twin, workload, factors, use, now } = props;
  const name = gateway?.name ?? offer.gateway;
  const sources = sourceLines(offer).join("\n");
  return (
    <>
      <tr className={isOver(offer.state) ? "over" : undefined}>
        <th scope="row">
          <span className="flex flex-wrap items-center gap-x-2 text-note text-text">
            {gateway && <Mark hue={gateway.hue} />}
            <a href={`/models?gateway=${offer.gateway}`} className="hover:underline">
              {name}
            </a>
            {cheapest && <span className="tag tag-good">cheapest</span>}
            {fastest && <span className="tag tag-good">fastest</span>}
            <StateTag state={offer.state} note={offer.state_note} />
            {offerTags(offer).map((tag) => (
              <span key={tag} className="tag">
                {tag}
              </span>
            ))}
            {offer.price_source && (
              <span className="tag" title={sources}>
                list price
              </span>
            )}
          </span>
        </th>
        <td className="wide offer-id">
          <span className="flex items-center justify-between gap-1.5">
            <code>{offer.id}</code>
            <CopyButton text={offer.id} label={`Copy the id at ${name}`} />
          </span>
          {offer.state_note && <small>{offer.state_note}</small>}
          {twin && (
            <small title={`${twin.id} there: the same abilities, at least the same context, the same quantization`}>
              the same for <b className="font-medium text-good">{twin.percent} % less</b> at {twin.gateway}
            </small>
          )}
        </td>
        <FigureCells facts={offer} workload={workload} factors={factors} />
        <td className="num font-sans text-text-3" data-name="old" title={sources}>
          {ageText(now - Date.parse(offer.source.fetched_at))}
        </td>
        <td className="num">
          <a href={use} rel="nofollow" className="copy inline-flex items-center" aria-label={`Use it at ${name}`}>
            use
          </a>
        </td>
      </tr>
      {offer.routes?.map((route) => (
        <tr key={`${route.host} ${route.native_id}`} className="route">
          <th scope="row">
            <span className="flex items-center gap-2 pl-4 text-tiny">
              <span aria-hidden="true">↳</span> {route.host}
              {route.status !== "live" && <span className="tag">{route.status}</span>}
            </span>
          </th>
          <td className="wide max-w-80 font-mono text-tiny break-all text-text-3">{route.native_id ?? ""}</td>
          <FigureCells facts={route} workload={workload} />
          <td className="none" />
          <td className="none" />
        </tr>
      ))}
    </>
  );
}
