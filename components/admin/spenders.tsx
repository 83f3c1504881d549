"use client";

import { useState } from "react";
import { KeySpendList } from "@/lib/contract/admin";
import { ageText, countText, priceText } from "@/lib/models/format";
import { Figure, Table } from "./table";
import { useAdminData } from "./use-admin-data";

const EVERY_MS = 30_000;
const COLUMNS = ["Key", "Account", "#Spent $", "#Calls", "#Failed", "#Of unknown price", "#Last call"];
const DAYS = [1, 7, 30, 90];

/** The keys that have spent most. */
export function Spenders({ token }: { token: string }) {
  const [days, setDays] = useState(30);
  const { data, error, dataUpdatedAt } = useAdminData(`/v1/admin/keys?days=${days}`, KeySpendList, token, EVERY_MS);
  return (
    <section className="grid gap-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2>Keys by spend</h2>
        <label className="flex items-center gap-2">
          <span className="whitespace-nowrap text-tiny text-text-3">in the last</span>
          <select
            aria-label="Spent in the last"
            className="input-field"
            value={days}
            onChange={(event) => setDays(Number(event.target.value))}
          >
            {DAYS.map((n) => (
              <option key={n} value={n}>
                {n === 1 ? "day" : `${n} days`}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error && <p className="text-bad">{error.message}</p>}
      {data?.data.length === 0 && <p className="text-text-3">No key has been used in this time.</p>}
      {data && data.data.length > 0 && (
        <Table label="Keys by spend" columns={COLUMNS}>
          {data.data.map((key) => (
            <tr key={key.key_id}>
              <th scope="row" className="font-normal">
                <span className="text-note text-text">{key.name}</span>{" "}
                <span className="font-mono text-text-3">…{key.last_four}</span>{" "}
                {key.revoked && <span className="tag">ended</span>}
              </th>
              <td className="wide">{key.account ?? `account ${key.account_id}`}</td>
              <td className="num money">{key.unpriced === key.requests ? "–" : priceText(key.cost_usd)}</td>
              <Figure name="calls">{countText(key.requests)}</Figure>
              <Figure name="failed" bad={key.errors > 0} none={key.errors === 0}>
                {countText(key.errors)}
              </Figure>
              <Figure name="of unknown price" none={key.unpriced === 0}>
                {countText(key.unpriced)}
              </Figure>
              <td className="num font-sans text-text-3" title={key.last_at}>
                {ageText(dataUpdatedAt - Date.parse(key.last_at))} ago
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
