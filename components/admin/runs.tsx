"use client";

import { useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Select } from "@/components/ui/select";
import { type AdminOverview, type SyncRun, SyncRunList } from "@/lib/contract/admin";
import { countText, secondsText } from "@/lib/models/format";
import { Ago, Count, Part } from "./cells";
import { useAdminData } from "./use-admin-data";

const INTERVAL_MS = 15_000;
const COUNTS = [
  ["Added", "added"],
  ["Changed", "changed"],
  ["Removed", "gone"],
  ["Skipped", "skipped"],
] as const;

const columnsAt = (now: number): Column<SyncRun>[] => [
  { head: "Gateway", cell: ({ gateway }) => gateway },
  {
    head: "Outcome",
    cell: ({ complete, error, reason }) =>
      complete ? "Complete" : <span className="text-bad [overflow-wrap:anywhere]">{error ?? reason}</span>,
  },
  { head: "When", num: true, cell: ({ at }) => <Ago time={at} now={now} /> },
  { head: "Took", num: true, cell: ({ ms }) => secondsText(ms) },
  { head: "Offers", num: true, cell: ({ offers }) => countText(offers) },
  ...COUNTS.map(([head, field]) => ({
    head,
    num: true,
    cell: (run: SyncRun) => <Count of={run[field]}>{countText(run[field])}</Count>,
  })),
];

/** The last sync runs, optionally of one gateway, or failed ones only. */
export function Runs({ token, gateways }: { token: string; gateways: AdminOverview["gateways"] }) {
  const [gateway, setGateway] = useState("");
  const [failed, setFailed] = useState(false);
  const path = `/v1/admin/syncs?limit=50&failed=${failed ? 1 : 0}${gateway && `&gateway=${gateway}`}`;
  const { data, error, dataUpdatedAt } = useAdminData(path, SyncRunList, token, INTERVAL_MS);
  const tools = (
    <>
      <Select
        label="Syncs of"
        hideLabel
        value={gateway}
        onChange={(event) => setGateway(event.target.value)}
        options={[
          { value: "", label: "All gateways" },
          ...gateways.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <Checkbox checked={failed} onChange={(event) => setFailed(event.target.checked)}>
        Failed only
      </Checkbox>
    </>
  );
  return (
    <Part title="Syncs" tools={tools} error={error}>
      {data?.data.length === 0 && (
        <p className="text-text-3">{failed ? "No failed syncs in the last 14 days" : "No syncs yet"}</p>
      )}
      {data && data.data.length > 0 && (
        <DataTable label="Syncs" columns={columnsAt(dataUpdatedAt)} rows={data.data} keyOf={({ id }) => String(id)} />
      )}
    </Part>
  );
}
