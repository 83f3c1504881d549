import type { Gateway } from "@/lib/contract/gateway";
import { GatewayRow } from "./gateway-row";
import { TotalRow } from "./total-row";

const COLUMNS: readonly [name: string, title: string][] = [
  ["Total", "rows with a usable id, as sent"],
  ["Unique", "distinct ids: its offers"],
  ["Duplicates", "rows whose id came before"],
  ["Skipped", "rows without a usable id"],
  ["Models", "merged models with an offer here"],
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
            <th scope="col">State</th>
            <th scope="col" className="num">
              Data from
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
