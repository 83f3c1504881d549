import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Logo } from "@/components/ui/icon";
import { StateTag } from "@/components/ui/state-tag";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { isOver } from "@/lib/contract/states";
import type { CheaperEquivalent } from "@/lib/models/best-offers";
import { agoText } from "@/lib/models/format";
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
            <Logo of={offer.gateway} name={name} className="size-4" />
            <a href={`/models?gateway=${offer.gateway}`} className="hover:underline">
              {name}
            </a>
            {cheapest && <span className="tag tag-good">Cheapest</span>}
            {fastest && <span className="tag tag-good">Fastest</span>}
            <StateTag state={offer.state} note={offer.state_note} />
            {offerTags(offer).map((tag) => (
              <span key={tag} className="tag">
                {tag}
              </span>
            ))}
            {offer.price_source && (
              <span className="tag" title={sources}>
                List price
              </span>
            )}
          </span>
        </th>
        <td className="wide offer-id">
          <span className="flex items-center justify-between gap-1.5">
            <code>{offer.id}</code>
            <CopyButton text={offer.id} label={`Copy the ID on ${name}`} />
          </span>
          {offer.state_note && <small>{offer.state_note}</small>}
          {twin && (
            <small title={`${twin.id} has the same capabilities and quantization, and at least the same context`}>
              <b className="font-medium text-good">{twin.percent}% cheaper</b> on {twin.gateway}
            </small>
          )}
        </td>
        <FigureCells facts={offer} workload={workload} factors={factors} />
        <td className="num font-sans text-text-3" data-before="updated" title={sources}>
          {agoText(Date.parse(offer.source.fetched_at), now)}
        </td>
        <td className="num">
          <a href={use} rel="nofollow" className={buttonClass({ size: "sm" })} aria-label={`Use on ${name}`}>
            Use
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
