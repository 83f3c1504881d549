"use client";

import { useAccountData } from "@/components/data/query";
import { Button } from "@/components/ui/button";
import { type Column, DataTable } from "@/components/ui/data-table";
import { Fact, FactStrip } from "@/components/ui/fact";
import { Usage as UsageAnswer, type UsageSum } from "@/lib/contract/usage";
import { costText, countText } from "@/lib/models/format";
import { SettingsSection } from "./section";
import { UsageChart } from "./usage-chart";

type ModelSum = UsageSum & { model: string };

const COLUMNS: readonly Column<ModelSum>[] = [
  { head: "Model", cell: ({ model }) => <span className="[overflow-wrap:anywhere]">{model}</span> },
  { head: "Requests", num: true, cell: ({ requests }) => countText(requests) },
  { head: "Failed", num: true, cell: ({ errors }) => countText(errors) },
  { head: "Tokens in", num: true, cell: ({ prompt_tokens }) => countText(prompt_tokens) },
  { head: "Tokens out", num: true, cell: ({ completion_tokens }) => countText(completion_tokens) },
  { head: "Cost", num: true, cell: (sum) => spentText(sum) },
];

/** What the account has used and spent in the last 30 days, by model. */
export function Usage() {
  const { data, error, refetch, dataUpdatedAt } = useAccountData("/v1/usage", UsageAnswer);
  const retry = error && (
    <Button size="sm" onClick={() => refetch()}>
      Try again
    </Button>
  );
  return (
    <SettingsSection id="usage" title="Usage" text="Last 30 days" error={error} action={retry}>
      {data && data.total.requests === 0 && (
        <p className="rounded-panel border border-line px-4 py-3.5 text-text-3">No usage yet.</p>
      )}
      {data && data.total.requests > 0 && (
        <div className="grid gap-4">
          <div>
            <FactStrip open label="Usage in the last 30 days">
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

/** What calls cost, as far as their prices are known. */
function spentText({ requests, unpriced, cost_usd }: UsageSum): string {
  const known = unpriced < requests ? `$${costText(cost_usd)}` : "–";
  return unpriced > 0 ? `${known} + ${unpriced} with unknown price` : known;
}
