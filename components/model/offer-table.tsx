import { Icon } from "@/components/ui/icon";
import { GROUP, HEAD, ROW, TABLE } from "@/components/ui/roles";
import { ScrollPanel } from "@/components/ui/table";
import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { isUsable } from "@/lib/contract/states";
import type { Workload } from "@/lib/contract/workload";
import { bestOffers, cheaperEquivalent, offersByCost, shownSpeed } from "@/lib/models/best-offers";
import { offerFactors } from "@/lib/models/offer-factors";
import { workloadCost } from "@/lib/models/workload";
import { OfferRow } from "./offer-row";
import { offerPath } from "./page-state";

interface OfferTableProps {
  id: string;
  name: string;
  offers: readonly ModelOffer[];
  gateways: readonly Gateway[];
  workload: Workload;
}

const HEADS = ["Context", "Max output", "Input", "Output"];
const TH = "px-3 font-medium whitespace-nowrap";

/** All offers of the model, lowest monthly cost first. */
export function OfferTable({ id, name, offers, gateways, workload }: OfferTableProps) {
  const best = bestOffers(offers, workload);
  const factors = offerFactors(offers);
  const facts = offers.flatMap((offer) => [offer, ...(offer.routes ?? [])]);
  const max = Math.max(0, ...facts.map((fact) => workloadCost(fact, workload)?.month ?? 0));
  const speeds = facts.some((fact) => shownSpeed(fact) !== null);
  const gatewayOf = (slug: string) => gateways.find((gateway) => gateway.slug === slug);
  const twinOf = (offer: ModelOffer) => {
    const twin = cheaperEquivalent(offer, offers, workload);
    return twin
      ? `${twin.percent}% cheaper on ${gatewayOf(twin.offer.gateway)?.name ?? twin.offer.gateway}`
      : undefined;
  };
  return (
    <ScrollPanel label={`Offers of ${name}`} className="max-md:-mx-4 max-md:rounded-none max-md:border-x-0">
      <table {...TABLE} aria-label={`Offers of ${name}`} className="w-full text-cell max-md:block">
        <Head speeds={speeds} />
        <tbody {...GROUP} className="divide-y divide-line max-md:block">
          {offersByCost(offers, workload).map((offer) => (
            <OfferRow
              key={`${offer.gateway} ${offer.id}`}
              model={name}
              offer={offer}
              gateway={gatewayOf(offer.gateway)}
              cheapest={best.cheapest.marked.includes(offer)}
              fastest={best.fastest.marked.includes(offer)}
              twin={twinOf(offer)}
              workload={workload}
              factors={factors[offers.indexOf(offer)]}
              max={max}
              speeds={speeds}
              use={isUsable(offer.state) ? `${offerPath(id, workload, offer)}#use` : null}
            />
          ))}
        </tbody>
      </table>
    </ScrollPanel>
  );
}

function Head({ speeds }: { speeds: boolean }) {
  return (
    <thead {...GROUP} className="max-md:sr-only">
      <tr {...ROW} className="h-9 border-b border-line text-right text-label text-text-3">
        <th scope="col" {...HEAD} className={`${TH} pl-4 text-left`}>
          Gateway
        </th>
        {HEADS.map((head) => (
          <th key={head} scope="col" {...HEAD} className={TH}>
            {head}
            {/put$/.test(head) && !head.startsWith("Max") && <span className="sr-only"> price, $ per 1M tokens</span>}
          </th>
        ))}
        <th scope="col" {...HEAD} aria-sort="ascending" className={`${TH} lg:w-64 lg:text-left`}>
          <span className="inline-flex items-center gap-1">
            Monthly cost <Icon name="arrow-up" size={14} />
          </span>
        </th>
        {speeds && (
          <>
            <th scope="col" {...HEAD} className={TH}>
              Tokens/s
            </th>
            <th scope="col" {...HEAD} className={TH}>
              First token
            </th>
          </>
        )}
        <th scope="col" {...HEAD} className={`${TH} pr-4`}>
          <span className="sr-only">Actions</span>
        </th>
      </tr>
    </thead>
  );
}
