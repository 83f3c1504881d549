import { buttonClass } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Icon, Logo } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import { CELL, HEAD_OF_ROW, ROW } from "@/components/ui/roles";
import { StateTag } from "@/components/ui/state-tag";
import { Tag } from "@/components/ui/tag";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer, Route, Source } from "@/lib/contract/offer";
import { isOver } from "@/lib/contract/states";
import type { Workload } from "@/lib/contract/workload";
import type { Factors } from "@/lib/models/offer-factors";
import { indexedPrice } from "@/lib/models/pack-price";
import { priceHoursText } from "@/lib/models/price-text";
import { FigureCells } from "./figure-cells";
import { noteText, offerTags, tagText } from "./offer-tags";

interface OfferRowProps {
  model: string;
  offer: ModelOffer;
  gateway: Gateway | undefined;
  cheapest: boolean;
  fastest: boolean;
  /** "23% cheaper on OpenRouter", if another offer does the same for less. */
  twin: string | undefined;
  workload: Workload;
  factors: Factors | undefined;
  max: number;
  speeds: boolean;
  /** The URL of this page with this offer selected; null if it cannot be called. */
  use: string | null;
}

/** On a phone, two lines: name and monthly cost; native ID, context, and prices. */
const LINE =
  "max-md:grid max-md:grid-cols-[auto_minmax(0,1fr)_auto_auto_auto_auto] max-md:items-center max-md:gap-x-1 max-md:gap-y-0.5 max-md:py-2.5 max-md:pr-2 max-md:pl-4";
const NAME =
  "text-left font-normal max-md:col-[1/5] max-md:row-[1/3] max-md:grid max-md:grid-cols-subgrid max-md:grid-rows-subgrid max-md:items-center max-md:p-0";

const ID = "block text-tiny text-text-3 max-md:truncate md:break-all";

/** An offer, followed by its routes if the gateway lists them. */
export function OfferRow(props: OfferRowProps) {
  const { model, offer, gateway, cheapest, fastest, twin, workload, factors, max, speeds, use } = props;
  const name = gateway?.name ?? offer.gateway;
  return (
    <>
      <tr
        {...ROW}
        title={twin}
        className={`${LINE} md:h-13.5 md:hover:bg-panel ${isOver(offer.state) ? "text-text-3" : ""}`}
      >
        <th scope="row" {...HEAD_OF_ROW} className={`py-1.5 pr-3 pl-4 ${NAME}`}>
          <OfferName offer={offer} name={name} cheapest={cheapest} fastest={fastest} />
        </th>
        <FigureCells
          facts={offer}
          workload={workload}
          {...(factors && { factors })}
          max={max}
          cheapest={cheapest}
          speeds={speeds}
        />
        <td
          {...CELL}
          className="py-1.5 pr-4 pl-1 whitespace-nowrap max-md:col-start-6 max-md:row-span-2 max-md:row-start-1 max-md:p-0"
        >
          <OfferActions model={model} name={name} id={offer.id} use={use} />
        </td>
      </tr>
      {offer.routes?.map((route) => (
        <RouteRow
          key={`${route.host} ${route.native_id}`}
          route={route}
          workload={workload}
          max={max}
          speeds={speeds}
        />
      ))}
    </>
  );
}

type OfferNameProps = Pick<OfferRowProps, "offer" | "cheapest" | "fastest"> & { name: string };

function OfferName({ offer, name, cheapest, fastest }: OfferNameProps) {
  const hours = offer.pricing.windows ? priceHoursText(indexedPrice(offer.pricing)) : null;
  return (
    <span className="flex items-center gap-3 max-md:contents">
      <Logo of={offer.gateway} name={name} className="size-4.5 max-md:row-span-2 max-md:mr-2" />
      <span className="min-w-0 max-md:contents">
        <span className="flex flex-wrap items-center gap-x-1.5 gap-y-0.5 max-md:col-span-2">
          <Link href={`/gateways/${offer.gateway}`} className="font-medium hover:underline">
            {name}
          </Link>
          <StateTag state={offer.state} note={offer.state_note} />
          {offer.price_state === "free" && <Tag tone="good">Free</Tag>}
          {cheapest && <Tag tone="good">Cheapest</Tag>}
          {fastest && <Tag tone="good">Fastest</Tag>}
          {offerTags(offer)
            .filter((tag) => tag !== "free" || offer.price_state !== "free")
            .map((tag) => (
              <Tag key={tag}>{tagText(tag)}</Tag>
            ))}
          {hours && (
            <Tag tone="warn" title={hours}>
              Price varies by hour
            </Tag>
          )}
          {offer.price_source && <Tag title={sourceLines(offer).join("\n")}>List price</Tag>}
        </span>
        <code className={`${ID} max-md:col-start-2`} title={offer.id}>
          {offer.id}
        </code>
        {offer.state_note && (
          <span className="comma-before block text-tiny text-text-3 max-md:col-span-3 max-md:col-start-2">
            {noteText(offer.state_note)}
          </span>
        )}
      </span>
    </span>
  );
}

type OfferActionsProps = Pick<OfferRowProps, "model" | "use"> & { name: string; id: string };

function OfferActions({ model, name, id, use }: OfferActionsProps) {
  return (
    <span className="flex items-center justify-end gap-0.5">
      <span className="max-md:hidden">
        <CopyButton text={id} label={`Copy ${id}, the ID on ${name}`} />
      </span>
      {use !== null && (
        <Link
          href={use}
          rel="nofollow"
          className={`${buttonClass({ size: "sm" })} max-md:border-transparent max-md:bg-transparent max-md:px-1 max-md:text-text-3 max-md:shadow-none`}
          aria-label={`Use ${model} on ${name}`}
        >
          <span className="max-md:hidden">Use</span>
          <Icon name="chevron-right" className="md:hidden" />
        </Link>
      )}
    </span>
  );
}

type RouteRowProps = Pick<OfferRowProps, "workload" | "max" | "speeds"> & { route: Route };

function RouteRow({ route, ...figures }: RouteRowProps) {
  return (
    <tr {...ROW} className={`${LINE} bg-panel text-note text-text-2`}>
      <th scope="row" {...HEAD_OF_ROW} className={`py-1.5 pr-3 pl-11.5 ${NAME}`}>
        <span className="max-md:col-span-2 max-md:col-start-2">
          <span className="sr-only">Host </span>
          {route.host} {route.status !== "live" && <Tag>{route.status}</Tag>}
        </span>
        {route.native_id && <code className={`${ID} max-md:col-start-2`}>{route.native_id}</code>}
      </th>
      <FigureCells facts={route} {...figures} />
      <td {...CELL} className="max-md:col-start-6 max-md:row-start-1 max-md:w-6" />
    </tr>
  );
}

/** The sources of an offer's facts and price with their dates, one per line. */
function sourceLines({ source, price_source }: { source: Source; price_source?: Source | undefined }): string[] {
  return [
    `facts: ${source.source}, ${source.fetched_at}`,
    ...(price_source ? [`price: ${price_source.source}, ${price_source.fetched_at}`] : []),
  ];
}
