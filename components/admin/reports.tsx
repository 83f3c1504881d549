"use client";

import { SavedReportList } from "@/lib/contract/admin";
import { ageText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import { Table } from "./table";
import { useAdminData } from "./use-admin-data";

const EVERY_MS = 60_000;

/** What people reported about merges. */
export function Reports({ token }: { token: string }) {
  const { data, error, dataUpdatedAt } = useAdminData("/v1/reports", SavedReportList, token, EVERY_MS);
  return (
    <section className="grid gap-3">
      <h2>Match reports</h2>
      {error && <p className="text-bad">{error.message}</p>}
      {data?.data.length === 0 && <p className="text-text-3">No reports</p>}
      {data && data.data.length > 0 && (
        <Table label="Match reports" columns={["Model", "Offer", "Note", "Grouped by", "#When"]}>
          {data.data.map((report) => (
            <tr key={report.id}>
              <th scope="row" className="font-normal">
                <a className="link text-note" href={modelPath(report.model)}>
                  {report.model}
                </a>
              </th>
              <td className="wide break-all">
                {report.native_id} <span className="text-text-3">at {report.gateway}</span>
              </td>
              <td className="wide">{report.note || <span className="text-text-3">None</span>}</td>
              <td className="wide text-text-3">
                {report.method}: {report.evidence}
              </td>
              <td className="num font-sans text-text-3" title={report.at}>
                {ageText(dataUpdatedAt - Date.parse(report.at))} ago
              </td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}
