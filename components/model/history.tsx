import type { ChangeList } from "@/lib/contract/change";
import type { Gateway } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { NO_CACHE } from "@/lib/contract/no-cache";
import { contextText, countText, dayText, priceText } from "@/lib/models/format";
import { type HistoryPoint, modelHistory } from "@/lib/models/history";
import { HistoryChart } from "./history-chart";

interface HistoryProps {
  model: Model;
  /** Null when the backend keeps no history, "late" when it was not there in time. */
  changes: ChangeList | "late" | null;
  gateways: readonly Gateway[];
  now: number;
}

/** How the lowest price and the longest context of a model went, as far as its gateways were watched. */
export function History({ model, changes, gateways, now }: HistoryProps) {
  const points =
    changes && changes !== "late" ? modelHistory(model.offers, changes.data, changes.first_seen ?? []) : [];
  const [first] = points;
  const nameOf = (slug: string | null) => gateways.find((g) => g.slug === slug)?.name ?? slug;
  const moved = (read: (point: HistoryPoint) => unknown) => new Set(points.map(read)).size > 1;
  return (
    <section>
      <h2>History</h2>
      {changes === "late" ? (
        <p className="text-text-3" {...NO_CACHE}>
          The history took too long to load. Reload the page to try again.
        </p>
      ) : changes === null ? (
        <p className="text-text-3">This server does not record history.</p>
      ) : !first ? (
        <p className="text-text-3">No history yet</p>
      ) : points.length === 1 ? (
        <p className="text-text-3">No change of price, context or gateways since {dayText(first.at)}.</p>
      ) : (
        <div className="mt-1 grid gap-3">
          {moved((p) => `${p.priceIn} ${p.priceOut}`) && (
            <HistoryChart
              points={points}
              now={now}
              title="Cheapest offer, $ per 1M tokens: in (line), out (dashes)"
              lines={["priceIn", "priceOut"]}
            />
          )}
          {moved((p) => p.context) && (
            <HistoryChart points={points} now={now} title="Longest context, tokens" lines={["context"]} />
          )}
          <HistoryTable points={points} nameOf={nameOf} />
        </div>
      )}
      <p className="mt-1">
        <a href={`/changes?${new URLSearchParams({ model: model.id })}`} className="link">
          All changes and feeds
        </a>
      </p>
    </section>
  );
}

function HistoryTable({
  points,
  nameOf,
}: {
  points: readonly HistoryPoint[];
  nameOf: (s: string | null) => string | null;
}) {
  const usd = (figure: number | null) => (figure === null ? "–" : priceText(figure));
  return (
    <details className="fold">
      <summary>The figures</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, also by keyboard. */}
      <section className="panel mt-2" tabIndex={0} aria-label="History">
        <table className="table">
          <thead>
            <tr>
              <th scope="col">From</th>
              <th scope="col">Cheapest at</th>
              {["In $/1M", "Out $/1M", "Context", "Offers"].map((name) => (
                <th key={name} scope="col" className="num">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {points.toReversed().map((point) => (
              <tr key={point.at}>
                <th scope="row" className="font-normal" title={new Date(point.at).toISOString()}>
                  {dayText(point.at)}
                </th>
                <td>{nameOf(point.gateway) ?? "–"}</td>
                <td className="num">{usd(point.priceIn)}</td>
                <td className="num">{usd(point.priceOut)}</td>
                <td className="num" title={point.context === null ? "unknown" : countText(point.context)}>
                  {point.context === null ? "–" : contextText(point.context)}
                </td>
                <td className="num">{point.offers}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
