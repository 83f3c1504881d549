import type { Gateway } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";
import { LiveState } from "./live-state";

interface ListTitleProps {
  models: number;
  offers: number;
  gateways: readonly Gateway[];
  now: number;
}

/** What the list holds, and how its data stands. */
export function ListTitle({ models, offers, gateways, now }: ListTitleProps) {
  return (
    <div className="browse-title">
      <h1>Models</h1>
      <p className="text-text-3">
        <b className="font-medium text-text">{countText(models)}</b> models ·{" "}
        <b className="font-medium text-text">{countText(offers)}</b> offers · {gateways.length} gateways
      </p>
      <LiveState gateways={gateways} now={now} className="sm:ml-auto" />
      <Progress gateways={gateways} />
    </div>
  );
}

/** How far the reading of each gateway is that is still under way. */
function Progress({ gateways }: { gateways: readonly Gateway[] }) {
  const reading = gateways.flatMap(({ slug, name, progress }) => (progress ? { slug, name, ...progress } : []));
  if (reading.length === 0) return null;
  return (
    <ul className="reading" aria-label="Gateways that are being read">
      {reading.map(({ slug, name, rows, expected }) => (
        <li key={slug}>
          <label>
            {name} {countText(rows)}
            {expected !== null && ` of ${countText(expected)}`}
            <progress max={expected ?? undefined} value={expected === null ? undefined : Math.min(rows, expected)} />
          </label>
        </li>
      ))}
    </ul>
  );
}
