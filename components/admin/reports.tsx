"use client";

import { type Column, DataTable } from "@/components/ui/data-table";
import { Link } from "@/components/ui/link";
import { type SavedReport, SavedReportList } from "@/lib/contract/admin";
import { modelPath } from "@/lib/models/ids";
import { Ago, Part } from "./cells";
import { useAdminData } from "./use-admin-data";

const INTERVAL_MS = 60_000;

const columnsAt = (now: number): Column<SavedReport>[] => [
  {
    head: "Model",
    cell: ({ model }) => (
      <Link className="break-all text-accent hover:underline" href={modelPath(model)}>
        {model}
      </Link>
    ),
  },
  {
    head: "Offer",
    cell: ({ native_id, gateway }) => (
      <span className="break-all">
        {native_id} <span className="text-text-3">on {gateway}</span>
      </span>
    ),
  },
  { head: "Note", cell: ({ note }) => note || <span className="text-text-3">None</span> },
  {
    head: "Grouped by",
    cell: ({ method, evidence }) => (
      <span className="text-text-3 [overflow-wrap:anywhere]">
        {method}: {evidence}
      </span>
    ),
  },
  { head: "When", num: true, cell: ({ at }) => <Ago time={at} now={now} /> },
];

export function Reports({ token }: { token: string }) {
  const { data, error, dataUpdatedAt } = useAdminData("/v1/reports", SavedReportList, token, INTERVAL_MS);
  return (
    <Part title="Match reports" error={error}>
      {data?.data.length === 0 && <p className="text-text-3">No reports</p>}
      {data && data.data.length > 0 && (
        <DataTable
          label="Match reports"
          columns={columnsAt(dataUpdatedAt)}
          rows={data.data}
          keyOf={({ id }) => String(id)}
        />
      )}
    </Part>
  );
}
