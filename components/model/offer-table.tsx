import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { bestOffers } from "./best-offers";
import { OfferRow } from "./offer-row";

interface OfferTableProps {
  offers: readonly ModelOffer[];
  gateways: readonly Gateway[];
  now: number;
}

/** Every way to reach the model: one row an offer, the one that stands for the model first. */
export function OfferTable({ offers, gateways, now }: OfferTableProps) {
  const best = bestOffers(offers);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label="Offers">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Gateway</th>
            <th scope="col">Its own id</th>
            <th scope="col" className="num">
              Context
            </th>
            <th scope="col" className="num">
              In $/1M
            </th>
            <th scope="col" className="num">
              Out $/1M
            </th>
            <th scope="col" className="num">
              Tokens/s
            </th>
            <th scope="col" className="num">
              First token
            </th>
            <th scope="col" className="num">
              Data
            </th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <OfferRow
              key={`${offer.gateway} ${offer.id}`}
              offer={offer}
              gateway={gateways.find((g) => g.slug === offer.gateway)}
              cheapest={best.comparesPrice && offer === best.cheapest}
              fastest={best.comparesSpeed && offer === best.fastest}
              now={now}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}
