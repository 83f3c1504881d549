"use client";

import { useState } from "react";
import { type AdminOverview, SyncRunList } from "@/lib/contract/admin";
import { ageText, countText, secondsText } from "@/lib/models/format";
import { Figure, Table } from "./table";
import { useAdminData } from "./use-admin-data";

const EVERY_MS = 15_000;
const COLUMNS = ["Gateway", "Outcome", "#When", "#Took", "#Offers", "#Added", "#Changed", "#Gone", "#Skipped"];

/** How the last runs went, by gateway, and only the failed ones when asked. */
export function Runs({ token, gateways }: { token: string; gateways: AdminOverview["gateways"] }) {
  const [gateway, setGateway] = useState("");
  const [failed, setFailed] = useState(false);
  const path = `/v1/admin/syncs?limit=50&failed=${failed ? 1 : 0}${gateway && `&gateway=${gateway}`}`;
  const { data, error, dataUpdatedAt } = useAdminData(path, SyncRunList, token, EVERY_MS);
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2>Runs</h2>
        <label className="flex items-center gap-2">
          <span className="text-tiny text-text-3">of</span>
          <select
            aria-label="Runs of"
            className="input-field"
            value={gateway}
            onChange={(event) => setGateway(event.target.value)}
          >
            <option value="">all gateways</option>
            {gateways.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label className="flex min-h-6 items-center gap-2">
          <input type="checkbox" checked={failed} onChange={(event) => setFailed(event.target.checked)} />
          Failed only
        </label>
      </div>
      {error && <p className="text-bad">{error.message}</p>}
      {data?.data.length === 0 && (
        <p className="text-text-3">{failed ? "None has failed in the last 14 days." : "None has run yet."}</p>
      )}
      {data && data.data.length > 0 && (
        <Table label="Runs" columns={COLUMNS}>
          {data.data.map((run) => (
            <tr key={run.id}>
              <th scope="row" className="font-normal">
                <span className="text-note text-text">{run.gateway}</span>
              </th>
              <td className="wide">
                {run.complete ? "complete" : <span className="text-bad">{run.error ?? run.reason}</span>}
              </td>
              <td className="num font-sans text-text-3" title={run.at}>
                {ageText(dataUpdatedAt - Date.parse(run.at))} ago
              </td>
              <Figure name="">{secondsText(run.ms)}</Figure>
              <Figure name="offers">{countText(run.offers)}</Figure>
              {(["added", "changed", "gone", "skipped"] as const).map((name) => (
                <Figure key={name} name={name} none={run[name] === 0}>
                  {countText(run[name])}
                </Figure>
              ))}
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
