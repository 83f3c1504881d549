import { ProgressBar } from "@/components/ui/progress";
import type { Gateway } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";
import { LiveState } from "./live-state";

interface ListStateProps {
  gateways: readonly Gateway[];
  now: number;
}

export function ListState({ gateways, now }: ListStateProps) {
  return (
    <>
      <LiveState gateways={gateways} now={now} />
      <Syncs gateways={gateways} />
    </>
  );
}

function Syncs({ gateways }: { gateways: readonly Gateway[] }) {
  const syncing = gateways.flatMap(({ slug, name, progress }) => (progress ? { slug, name, ...progress } : []));
  if (syncing.length === 0) return null;
  return (
    <ul
      className="flex basis-full flex-wrap gap-x-4 gap-y-1 pt-1.5 text-tiny text-text-3"
      aria-label="Syncing gateways"
    >
      {syncing.map(({ slug, name, rows, expected }) => (
        <li key={slug}>
          <span className="flex items-center gap-1.5">
            {name}
            {rows > 0 && ` ${countText(rows)}`}
            {rows > 0 && expected !== null && ` of ${countText(expected)}`}
            <ProgressBar
              label={`Syncing ${name}`}
              max={expected ?? undefined}
              value={expected === null ? undefined : Math.min(rows, expected)}
            />
          </span>
        </li>
      ))}
    </ul>
  );
}
