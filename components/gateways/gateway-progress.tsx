import { ProgressBar } from "@/components/ui/progress";
import type { Progress } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";

export function GatewayProgress({ name, progress }: { name: string; progress: Progress }) {
  const { rows, expected } = progress;
  const label = `Syncing ${name}`;
  return (
    <span className="flex items-center gap-2 text-note text-text-3">
      {expected === null ? (
        <ProgressBar label={label} />
      ) : (
        <ProgressBar label={label} max={Math.max(expected, rows, 1)} value={rows} />
      )}
      <span className="whitespace-nowrap">
        {countText(rows)}
        {expected !== null && ` of ${countText(expected)}`}
      </span>
    </span>
  );
}
