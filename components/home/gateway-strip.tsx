import { Mark } from "@/components/ui/marks";
import type { Gateway } from "@/lib/contract/gateway";
import { countOf, countText } from "@/lib/models/format";

/** All gateways with the number of their models, each a way into the list. */
export function GatewayStrip({ gateways }: { gateways: readonly Gateway[] }) {
  return (
    <ul className="grid grid-cols-2 gap-x-6 sm:grid-cols-3 lg:grid-cols-4">
      {gateways.map(({ slug, name, hue, models }) => (
        <li key={slug}>
          <a
            href={`/models?gateway=${slug}`}
            className="flex min-h-8 items-center gap-2 border-b border-line hover:bg-panel"
            title={countOf(models, "model")}
          >
            <Mark hue={hue} />
            {name}
            <span className="num ml-auto text-tiny text-text-3">{countText(models)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
