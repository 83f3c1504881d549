import type { Gateway } from "@/lib/contract/gateway";
import { GatewayRow } from "./gateway-row";
import { TotalRow } from "./total-row";

const COLUMNS: readonly [name: string, title: string][] = [
  ["Total", "Rows with a usable ID"],
  ["Unique", "Different IDs, each one an offer"],
  ["Duplicates", "Rows with a repeated ID"],
  ["Skipped", "Rows without a usable ID"],
  ["Models", "Models with an offer here"],
];

interface GatewayTableProps {
  gateways: readonly Gateway[];
  models: number;
  now: number;
}

/** All gateways with their counts and states. */
export function GatewayTable({ gateways, models, now }: GatewayTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard.
    <section className="panel" tabIndex={0} aria-label="Gateways">
      <table className="table cards">
        <thead>
          <tr>
            <th scope="col">Gateway</th>
            {COLUMNS.map(([name, title]) => (
              <th key={name} scope="col" className="num" title={title}>
                {name}
              </th>
            ))}
            <th scope="col">Status</th>
            <th scope="col" className="num">
              Updated
            </th>
            <th scope="col" className="num">
              Last attempt
            </th>
          </tr>
        </thead>
        <tbody>
          {gateways.map((gateway) => (
            <GatewayRow key={gateway.slug} gateway={gateway} now={now} />
          ))}
          <TotalRow gateways={gateways} models={models} />
        </tbody>
      </table>
    </section>
  );
}
