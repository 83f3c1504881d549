import type { Gateway } from "@/lib/contract/gateway";
import type { ModelOffer } from "@/lib/contract/offer";
import { dayText } from "@/lib/models/format";
import { offerFactors } from "./offer-factors";
import { Outlier } from "./outlier";

interface SourcesProps {
  offers: readonly ModelOffer[];
  gateways: readonly Gateway[];
}

/** Where each figure of the page is from, when it was fetched, and what is to be doubted. */
export function Sources({ offers, gateways }: SourcesProps) {
  const factors = offerFactors(offers);
  const nameOf = (slug: string) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  return (
    <details className="fold">
      <summary>Where each figure is from</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard. */}
      <section className="panel mt-2" tabIndex={0} aria-label="Sources">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">Offer</th>
              <th scope="col">Figures</th>
              <th scope="col">Source</th>
              <th scope="col">Fetched</th>
              <th scope="col">Remarks</th>
            </tr>
          </thead>
          <tbody>
            {offers.flatMap((offer, i) => {
              const key = `${offer.gateway} ${offer.id}`;
              const { context, prompt, completion } = factors[i] ?? {};
              const listed = offer.price_source;
              return [
                <tr key={key}>
                  <th scope="row" className="font-normal text-text">
                    {nameOf(offer.gateway)} <code className="text-tiny text-text-3">{offer.id}</code>
                  </th>
                  <td>{listed ? "all but the price" : "all"}</td>
                  <td className="break-all">{offer.source.source}</td>
                  <td className="whitespace-nowrap" title={offer.source.fetched_at}>
                    {whenText(offer.source.fetched_at)}
                  </td>
                  <td>
                    <Remark name="context" factor={context} />
                    <Remark name="price in" factor={prompt} />
                    <Remark name="price out" factor={completion} />
                    {offer.price_doubt && !offer.price_note && "price in doubt: outside $0.001 to $1,000"}
                    {offer.price_note}
                    {offer.differences?.map((other) => (
                      <span key={other.field} className="mr-2">
                        {`${other.field}: ${other.source} says ${String(other.value)}`}
                      </span>
                    ))}
                  </td>
                </tr>,
                ...Object.entries(offer.field_sources ?? {}).map(([field, { source, fetched_at }]) => (
                  <tr key={`${key} ${field}`}>
                    <th scope="row" className="font-normal text-text">
                      {nameOf(offer.gateway)}
                    </th>
                    <td>{field}</td>
                    <td className="break-all">{source}</td>
                    <td className="whitespace-nowrap" title={fetched_at}>
                      {whenText(fetched_at)}
                    </td>
                    <td>{`according to ${source}: the gateway’s own list does not say`}</td>
                  </tr>
                )),
                ...(listed
                  ? [
                      <tr key={`${key} price`}>
                        <th scope="row" className="font-normal text-text">
                          {nameOf(offer.gateway)}
                        </th>
                        <td>price</td>
                        <td className="break-all">{listed.source}</td>
                        <td className="whitespace-nowrap" title={listed.fetched_at}>
                          {whenText(listed.fetched_at)}
                        </td>
                        <td>a list price: the gateway’s own list names none</td>
                      </tr>,
                    ]
                  : []),
              ];
            })}
          </tbody>
        </table>
      </section>
    </details>
  );
}

function Remark({ name, factor }: { name: string; factor: number | null | undefined }) {
  if (factor == null) return null;
  return (
    <span className="mr-2">
      {name}
      <Outlier factor={factor} />
    </span>
  );
}

/** A day, with the time if given, in UTC. */
function whenText(iso: string): string {
  const day = dayText(Date.parse(iso));
  return iso.length > 10 ? `${day}, ${iso.slice(11, 16)} UTC` : day;
}
