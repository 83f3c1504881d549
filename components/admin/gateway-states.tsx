import { stateWords } from "@/components/gateways/gateway-trouble";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Logo } from "@/components/ui/icon";
import { Status } from "@/components/ui/tag";
import type { AdminOverview } from "@/lib/contract/admin";
import { countText } from "@/lib/models/format";
import { Ago, Count, Part } from "./cells";

type State = AdminOverview["gateways"][number];

const columnsAt = (now: number): Column<State>[] => [
  {
    head: "Gateway",
    cell: ({ slug, name }) => (
      <span className="inline-flex items-center gap-2.5">
        <Logo of={slug} name={name} /> {name}
      </span>
    ),
  },
  {
    head: "Status",
    cell: (gateway) => (
      <>
        <Status tone={stateWords(gateway).tone}>{stateWords(gateway).word}</Status>
        {gateway.error && (
          <code className="block max-w-100 text-tiny text-text-3 [overflow-wrap:anywhere]">{gateway.error}</code>
        )}
      </>
    ),
  },
  { head: "Offers", num: true, cell: ({ unique }) => countText(unique) },
  {
    head: "Breakers open",
    num: true,
    cell: ({ breakers }) => (
      <Count of={breakers?.open ?? 0} bad>
        {breakers ? countText(breakers.open) : "–"}
      </Count>
    ),
  },
  {
    head: "Half open",
    num: true,
    cell: ({ breakers }) => (
      <Count of={breakers?.half_open ?? 0}>{breakers ? countText(breakers.half_open) : "–"}</Count>
    ),
  },
  { head: "Updated", num: true, cell: ({ synced_at }) => <Ago time={synced_at} now={now} /> },
  { head: "Last attempt", num: true, cell: ({ last_attempt_at }) => <Ago time={last_attempt_at} now={now} /> },
];

export function GatewayStates({ gateways, now }: { gateways: AdminOverview["gateways"]; now: number }) {
  return (
    <Part title="Gateways">
      <DataTable label="Gateways" columns={columnsAt(now)} rows={gateways} keyOf={({ slug }) => slug} />
    </Part>
  );
}
