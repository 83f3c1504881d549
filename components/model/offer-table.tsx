import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { bestOffers, cheaperEquivalent } from "@/lib/models/best-offers";
import type { Workload } from "@/lib/models/workload";
import { offerFactors } from "./offer-factors";
import { OfferRow } from "./offer-row";
import { offerPath } from "./page-state";

interface OfferTableProps {
  id: string;
  offers: readonly ModelOffer[];
  gateways: readonly Gateway[];
  workload: Workload;
  now: number;
}

const FIGURES = ["Context", "Input $/1M", "Output $/1M", "Monthly cost, $", "Tokens/s", "First token", "Updated"];

/** Every way to reach the model: one row an offer, the one that stands for the model first. */
export function OfferTable({ id, offers, gateways, workload, now }: OfferTableProps) {
  const best = bestOffers(offers, workload);
  const factors = offerFactors(offers);
  const gatewayOf = (slug: string) => gateways.find((g) => g.slug === slug);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label="Offers">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Gateway</th>
            <th scope="col">Model ID</th>
            {FIGURES.map((name) => (
              <th key={name} scope="col" className="num">
                {name}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {offers.map((offer, i) => {
            const twin = cheaperEquivalent(offer, offers, workload);
            return (
              <OfferRow
                key={`${offer.gateway} ${offer.id}`}
                offer={offer}
                gateway={gatewayOf(offer.gateway)}
                cheapest={best.cheapest.marked.includes(offer)}
                fastest={best.fastest.marked.includes(offer)}
                twin={
                  twin && {
                    gateway: gatewayOf(twin.offer.gateway)?.name ?? twin.offer.gateway,
                    percent: twin.percent,
                    id: twin.offer.id,
                  }
                }
                workload={workload}
                factors={factors[i] ?? { context: null, prompt: null, completion: null }}
                use={`${offerPath(id, workload, offer)}#use`}
                now={now}
              />
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
