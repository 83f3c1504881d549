import type { Gateway } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";

const COLUMNS = ["total", "unique", "duplicates", "skipped"] as const;

/** The sums over all gateways. A model at several gateways counts once: `models` comes from the catalog. */
export function TotalRow({ gateways, models }: { gateways: readonly Gateway[]; models: number }) {
  const live = gateways.filter((g) => g.state === "live").length;
  return (
    <tr className="font-medium">
      <th scope="row">
        <span className="text-note text-text">Total</span>
      </th>
      {COLUMNS.map((column) => (
        <td key={column} className="num" data-name={column}>
          {countText(gateways.reduce((sum, g) => sum + g[column], 0))}
        </td>
      ))}
      <td className="num" data-name="models" title="merged: a model at several gateways counts once">
        {countText(models)}
      </td>
      <td className="wide">
        {live} of {gateways.length} live
      </td>
      <td className="none" />
      <td className="none" />
    </tr>
  );
}
