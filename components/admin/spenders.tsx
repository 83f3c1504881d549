"use client";

import { useState } from "react";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Select } from "@/components/ui/select";
import { Tag } from "@/components/ui/tag";
import { type KeySpend, KeySpendList } from "@/lib/contract/admin";
import { costText, countText } from "@/lib/models/format";
import { Ago, Count, Part } from "./cells";
import { useAdminData } from "./use-admin-data";

const INTERVAL_MS = 30_000;
const DAYS = [1, 7, 30, 90];

const columnsAt = (now: number): Column<KeySpend>[] => [
  {
    head: "Key",
    cell: ({ name, last_four, revoked }) => (
      <>
        {name} <code className="font-normal text-text-3">…{last_four}</code> {revoked && <Tag>Revoked</Tag>}
      </>
    ),
  },
  { head: "Account", cell: ({ account, account_id }) => account ?? `Account ${account_id}` },
  {
    head: "Spent",
    num: true,
    cell: ({ unpriced, requests, cost_usd }) => (unpriced === requests ? "–" : `$${costText(cost_usd)}`),
  },
  { head: "Calls", num: true, cell: ({ requests }) => countText(requests) },
  {
    head: "Failed",
    num: true,
    cell: ({ errors }) => (
      <Count of={errors} bad>
        {countText(errors)}
      </Count>
    ),
  },
  { head: "Unknown price", num: true, cell: ({ unpriced }) => <Count of={unpriced}>{countText(unpriced)}</Count> },
  { head: "Last call", num: true, cell: ({ last_at }) => <Ago time={last_at} now={now} /> },
];

export function Spenders({ token }: { token: string }) {
  const [days, setDays] = useState(30);
  const { data, error, dataUpdatedAt } = useAdminData(`/v1/admin/keys?days=${days}`, KeySpendList, token, INTERVAL_MS);
  const period = (
    <Select
      label="Spent in the last"
      hideLabel
      value={days}
      onChange={(event) => setDays(Number(event.target.value))}
      options={DAYS.map((n) => ({ value: String(n), label: n === 1 ? "Last day" : `Last ${n} days` }))}
    />
  );
  return (
    <Part title="Keys by spend" tools={period} error={error}>
      {data?.data.length === 0 && <p className="text-text-3">No key was used in this period</p>}
      {data && data.data.length > 0 && (
        <DataTable
          label="Keys by spend"
          columns={columnsAt(dataUpdatedAt)}
          rows={data.data}
          keyOf={({ key_id }) => String(key_id)}
        />
      )}
    </Part>
  );
}
