import { CELL, GROUP, HEAD, HEAD_OF_ROW, ROW, TABLE } from "@/components/ui/roles";
import { ScrollPanel } from "@/components/ui/table";
import type { Gateway } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";
import { GatewayRow } from "./gateway-row";

const COUNTS: readonly [name: string, title: string][] = [
  ["Models", "Models that it serves today"],
  ["Offers", "Different IDs that it serves"],
  ["Only here", "Models that it serves today and no other gateway has"],
];
const TH = "px-3 font-medium whitespace-nowrap";

interface GatewayTableProps {
  gateways: readonly Gateway[];
  /** The number of all models; one on several gateways counts once. */
  models: number;
  /** The number of each gateway's models that no other gateway has, by slug. */
  exclusive: Readonly<Record<string, number>>;
  now: number;
}

export function GatewayTable({ gateways, models, exclusive, now }: GatewayTableProps) {
  return (
    <ScrollPanel label="Gateways" className="max-md:-mx-4 max-md:rounded-none max-md:border-x-0">
      <table {...TABLE} aria-label="Gateways" className="w-full text-cell max-md:block">
        <thead {...GROUP} className="max-md:sr-only">
          <tr {...ROW} className="h-9 border-b border-line text-left text-label text-text-3">
            <th scope="col" {...HEAD} className={`${TH} pl-4 md:w-2/5`}>
              Gateway
            </th>
            <th scope="col" {...HEAD} className={TH}>
              Status
            </th>
            {COUNTS.map(([name, title]) => (
              <th key={name} scope="col" {...HEAD} title={title} className={`${TH} text-right`}>
                {name}
              </th>
            ))}
            <th scope="col" {...HEAD} className={`${TH} text-right`}>
              Updated
            </th>
            <th scope="col" {...HEAD} className="max-md:hidden">
              <span className="sr-only">Open</span>
            </th>
          </tr>
        </thead>
        <tbody {...GROUP} className="divide-y divide-line max-md:block">
          {gateways.map((gateway) => (
            <GatewayRow key={gateway.slug} gateway={gateway} exclusive={exclusive[gateway.slug] ?? 0} now={now} />
          ))}
          <TotalRow gateways={gateways} models={models} exclusive={exclusive} />
        </tbody>
      </table>
    </ScrollPanel>
  );
}

function TotalRow({ gateways, models, exclusive }: Omit<GatewayTableProps, "now">) {
  const sum = (read: (gateway: Gateway) => number) => countText(gateways.reduce((total, g) => total + read(g), 0));
  return (
    <tr {...ROW} className="bg-panel font-medium max-md:flex max-md:justify-between max-md:px-4 max-md:py-3 md:h-11">
      <th scope="row" {...HEAD_OF_ROW} className="pl-4 text-left font-medium max-md:p-0">
        Total
      </th>
      <td {...CELL} className="max-md:hidden" />
      <td {...CELL} className="px-3 text-right max-md:p-0" title="A model on several gateways counts once">
        {countText(models)}
        <span className="md:hidden"> models</span>
      </td>
      <td {...CELL} className="px-3 text-right max-md:hidden">
        {sum(({ unique }) => unique)}
      </td>
      <td {...CELL} className="px-3 text-right max-md:hidden">
        {sum(({ slug }) => exclusive[slug] ?? 0)}
      </td>
      <td {...CELL} className="max-md:hidden" />
      <td {...CELL} className="max-md:hidden" />
    </tr>
  );
}
