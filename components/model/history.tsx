import { type Column, DataTable } from "@/components/ui/data-table";
import { Fold } from "@/components/ui/fold";
import { Link } from "@/components/ui/link";
import type { ChangeList } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { NO_CACHE } from "@/lib/contract/no-cache";
import { cellPrice, contextText, countText, dayText } from "@/lib/models/format";
import { type HistoryPoint, modelHistory } from "@/lib/models/history";
import { HistoryChart } from "./history-chart";

interface HistoryProps {
  model: Model;
  /** Null if the backend records no history, "late" after a timeout. */
  changes: ChangeList | "late" | null;
  gateways: readonly Gateway[];
  now: number;
}

/** The lowest price and the longest context of a model over time, since its gateways were first synced. */
export function History({ model, changes, gateways, now }: HistoryProps) {
  const points =
    changes && changes !== "late" ? modelHistory(model.offers, changes.data, changes.first_seen ?? []) : [];
  const [first] = points;
  return (
    <>
      <h2 className="mb-2">History</h2>
      {changes === "late" ? (
        <p className="text-text-3" {...NO_CACHE}>
          The history took too long to load. Reload the page to try again.
        </p>
      ) : changes === null ? (
        <p className="text-text-3">This server does not record history.</p>
      ) : !first ? (
        <p className="text-text-3">No history yet</p>
      ) : points.length === 1 ? (
        <p className="text-text-3">No changes to price, context, or gateways since {dayText(first.at)}.</p>
      ) : (
        <Figures points={points} gateways={gateways} now={now} />
      )}
      <p className="mt-2 text-note">
        <Link
          href={`/changes?${new URLSearchParams({ model: model.id })}`}
          className="touch-target text-accent hover:underline"
        >
          All changes and feeds
        </Link>
      </p>
    </>
  );
}

type FiguresProps = Pick<HistoryProps, "gateways" | "now"> & { points: readonly HistoryPoint[] };

/** Charts of the figures that changed, and a table of all. */
function Figures({ points, gateways, now }: FiguresProps) {
  const nameOf = (slug: string | null) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const changed = (read: (point: HistoryPoint) => unknown) => new Set(points.map(read)).size > 1;
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 lg:grid-cols-2">
        {changed((p) => `${p.priceIn} ${p.priceOut}`) && (
          <HistoryChart
            points={points}
            now={now}
            title="Cheapest offer, $ per 1M tokens: input (line), output (dashes)"
            lines={["priceIn", "priceOut"]}
          />
        )}
        {changed((p) => p.context) && (
          <HistoryChart points={points} now={now} title="Longest context, tokens" lines={["context"]} />
        )}
      </div>
      <Fold title="Show the figures">
        <DataTable
          label="History"
          columns={historyColumns(nameOf)}
          rows={points.toReversed()}
          keyOf={({ at }) => String(at)}
        />
      </Fold>
    </div>
  );
}

function historyColumns(nameOf: (slug: string | null) => string | null): Column<HistoryPoint>[] {
  const usd = (figure: number | null) => (figure === null ? "–" : cellPrice(figure));
  return [
    { head: "From", cell: ({ at }) => <time dateTime={new Date(at).toISOString()}>{dayText(at)}</time> },
    { head: "Cheapest on", cell: ({ gateway }) => nameOf(gateway) ?? "–" },
    { head: "Input $/1M", num: true, cell: ({ priceIn }) => usd(priceIn) },
    { head: "Output $/1M", num: true, cell: ({ priceOut }) => usd(priceOut) },
    {
      head: "Context",
      num: true,
      cell: ({ context }) => (
        <span title={context === null ? "Unknown" : countText(context)}>
          {context === null ? "–" : contextText(context)}
        </span>
      ),
    },
    { head: "Offers", num: true, cell: ({ offers }) => offers },
  ];
}
