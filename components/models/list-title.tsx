import { StateLine } from "@/components/gateways/state-line";
import type { Gateway } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";

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
      <p className="text-muted">
        <b className="font-medium text-text">{countText(models)}</b> models ·{" "}
        <b className="font-medium text-text">{countText(offers)}</b> offers · {gateways.length} gateways
      </p>
      <StateLine gateways={gateways} now={now} className="sm:ml-auto" />
    </div>
  );
}
