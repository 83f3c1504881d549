"use client";

import { useState } from "react";
import { useAccountData } from "@/components/data/query";
import { Button, buttonClass } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Fact, FactStrip } from "@/components/ui/fact";
import { Icon } from "@/components/ui/icon";
import { Menu } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { Usage as UsageAnswer, type UsageSum } from "@/lib/contract/usage";
import { costText, countText, displayName } from "@/lib/models/format";
import { SettingsSection } from "./section";
import { UsageChart } from "./usage-chart";

type ModelSum = UsageAnswer["models"][number];

const RANGES = [7, 30, 90] as const;

const COLUMNS: readonly Column<ModelSum>[] = [
  {
    head: "Model",
    cell: ({ model, name }) => (
      <span title={model} className="[overflow-wrap:anywhere]">
        {name === undefined ? model : displayName(name)}
      </span>
    ),
  },
  { head: "Requests", num: true, cell: ({ requests }) => countText(requests) },
  { head: "Failed", num: true, cell: ({ errors }) => countText(errors) },
  { head: "Tokens in", num: true, cell: ({ prompt_tokens }) => countText(prompt_tokens) },
  { head: "Tokens out", num: true, cell: ({ completion_tokens }) => countText(completion_tokens) },
  { head: "Cost", num: true, cell: (sum) => spentText(sum) },
];

export function Usage() {
  const [range, setRange] = useState<(typeof RANGES)[number]>(30);
  const { data, error, refetch, dataUpdatedAt } = useAccountData(`/v1/usage?days=${range}`, UsageAnswer);
  const action = error ? (
    <Button size="sm" onClick={() => refetch()}>
      Try again
    </Button>
  ) : (
    <Menu
      label="Period"
      trigger={{
        icon: "calendar",
        className: buttonClass({ size: "sm" }),
        text: (
          <>
            {`${range} days`}
            <Icon name="chevron-down" size={14} className="text-text-3" />
          </>
        ),
      }}
      items={RANGES.map((days) => ({
        label: `${days} days`,
        checked: days === range,
        onSelect: () => setRange(days),
      }))}
    />
  );
  return (
    <SettingsSection id="usage" title="Usage" text={`Last ${range} days`} error={error} action={action}>
      {!data && !error && <Skeleton rows={2} framed />}
      {data && data.total.requests === 0 && (
        <p className="rounded-panel border border-line px-4 py-3.5 text-text-3">No usage yet.</p>
      )}
      {data && data.total.requests > 0 && (
        <div className="grid gap-4">
          <div>
            <FactStrip open label={`Usage in the last ${range} days`}>
              <Fact name="Spent">{spentText(data.total)}</Fact>
              <Fact name="Requests">{countText(data.total.requests)}</Fact>
              <Fact name="Failed">{countText(data.total.errors)}</Fact>
            </FactStrip>
            <UsageChart days={data.days} since={data.since} now={dataUpdatedAt} />
          </div>
          <DataTable label="Usage by model" columns={COLUMNS} rows={data.models} keyOf={({ model }) => model} />
        </div>
      )}
    </SettingsSection>
  );
}

/** The cost of calls with known prices, and the number of others. */
function spentText({ requests, unpriced, cost_usd }: UsageSum): string {
  const cost = unpriced < requests ? `$${costText(cost_usd)}` : "–";
  return unpriced > 0 ? `${cost} + ${unpriced} with unknown price` : cost;
}
