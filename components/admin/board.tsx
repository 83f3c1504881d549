"use client";

import { Button } from "@/components/ui/button";
import { AdminOverview } from "@/lib/contract/admin";
import { ageText, countOf } from "@/lib/models/format";
import { GatewayStates } from "./gateway-states";
import { ProcessFigures } from "./process-figures";
import { Reports } from "./reports";
import { Runs } from "./runs";
import { Spenders } from "./spenders";
import { useAdminData } from "./use-admin-data";

const OVERVIEW_MS = 5_000;

export function Board({ token, leave }: { token: string; leave: () => void }) {
  const { data, error, isError, dataUpdatedAt } = useAdminData("/v1/admin/overview", AdminOverview, token, OVERVIEW_MS);
  return (
    <div className="grid grid-cols-1 gap-8">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h1>Operator</h1>
        {data && (
          <p className="text-text-3">
            {countOf(data.catalogue.models, "model")}, {countOf(data.catalogue.offers, "offer")}, updated{" "}
            {ageText(dataUpdatedAt - Date.parse(data.catalogue.synced_at))} ago
          </p>
        )}
        <Button size="sm" icon="log-out" className="sm:ml-auto" onClick={leave}>
          Sign out
        </Button>
      </div>
      {isError && (
        <p role="alert" className="text-bad">
          {error.message}
          {data && ". Showing the last known state."}
        </p>
      )}
      {data && <ProcessFigures facts={data.process} now={dataUpdatedAt} />}
      {data && <GatewayStates gateways={data.gateways} now={dataUpdatedAt} />}
      <Runs token={token} gateways={data?.gateways ?? []} />
      <Spenders token={token} />
      <Reports token={token} />
    </div>
  );
}
