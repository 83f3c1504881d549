import { shownPrice } from "@/components/ui/price";
import { StateTag } from "@/components/ui/state-tag";
import { contextText, countText, speedText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import type { ModelRow } from "@/lib/models/row";

interface GatewayModelsProps {
  slug: string;
  name: string;
  rows: readonly ModelRow[];
  /** How many there are in all. */
  found: number;
}

const ORDERS: readonly [sort: string, text: string][] = [
  ["released", "Newest"],
  ["in", "Cheapest"],
  ["context", "Longest context"],
  ["speed", "Fastest"],
];

/** The first models of a gateway with its own figures, and the ways to all of them. */
export function GatewayModels({ slug, name, rows, found }: GatewayModelsProps) {
  const all = `/models?gateway=${slug}`;
  return (
    <div>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h2>Models</h2>
        <a href={all} className="link">
          All {countText(found)} on {name}
        </a>
        <span className="flex gap-3 text-note text-text-3">
          {ORDERS.map(([sort, text]) => (
            <a key={sort} href={`${all}&sort=${sort}`} className="inline-block py-0.5 hover:text-text">
              {text}
            </a>
          ))}
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard. */}
      <section className="panel" tabIndex={0} aria-label={`Models on ${name}`}>
        <table className="table cards">
          <thead>
            <tr>
              <th scope="col">Model</th>
              {["Context", "Input $/1M", "Output $/1M", "Tokens/s", "Gateways"].map((head) => (
                <th key={head} scope="col" className="num">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row">
                  <a href={modelPath(row.id)} className="text-note text-text hover:underline">
                    {row.name}
                  </a>{" "}
                  <StateTag state={row.state} />
                </th>
                <td className={row.context === null ? "num none" : "num"} data-name="context">
                  {row.context === null ? "–" : contextText(row.context)}
                </td>
                <Price name="in $/1M" usd={row.priceIn} row={row} />
                <Price name="out $/1M" usd={row.priceOut} row={row} />
                <td className={row.tokensPerSecond === null ? "num none" : "num"} data-name="t/s">
                  {row.tokensPerSecond === null ? "–" : speedText(row.tokensPerSecond)}
                </td>
                <td className="num" data-name="gateways">
                  {row.gateways.length}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Price({ name, usd, row }: { name: string; usd: number | null; row: ModelRow }) {
  const { text, title } = shownPrice(usd, row.priceState, row.priceDoubt);
  return (
    <td className="num" title={title} data-name={name}>
      {text}
    </td>
  );
}
