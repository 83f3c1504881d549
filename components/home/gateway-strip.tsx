import { Logo } from "@/components/ui/icon";
import { Link } from "@/components/ui/link";
import type { Gateway } from "@/lib/contract/gateway";
import { countText } from "@/lib/models/format";

/** All gateways with their numbers of usable models, linked to the list. */
export function GatewayStrip({
  gateways,
  counts,
}: {
  gateways: readonly Gateway[];
  counts: ReadonlyMap<string, number>;
}) {
  return (
    <ul className="grid grid-cols-2 gap-px overflow-hidden rounded-panel border border-line bg-line sm:grid-cols-3 lg:grid-cols-6">
      {gateways.map(({ slug, name }) => {
        const models = counts.get(slug) ?? 0;
        return (
          <li key={slug} className="bg-bg">
            <Link
              href={`/models?gateway=${slug}`}
              className="flex min-h-13 items-center gap-3 px-4 text-cell hover:bg-panel"
            >
              <Logo of={slug} name={name} className="size-4.5" />
              <span className="min-w-0 flex-1 truncate font-medium">{name}</span>
              <span className="comma-before text-text-3">
                {countText(models)}
                <span className="sr-only"> {models === 1 ? "model" : "models"}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
