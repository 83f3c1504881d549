import { browsePath } from "@/components/models/browse-query";
import { Link } from "@/components/ui/link";
import { Tag } from "@/components/ui/tag";
import type { Cheaper as CheaperModels } from "@/lib/models/cheaper";
import { cellPrice, countText } from "@/lib/models/format";
import { rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import { ModelLine, ModelLines } from "./model-line";

/** Models of other families with the same capabilities for less, and a link to all of them. */
export function Cheaper({ index, cheaper }: { index: SearchIndex; cheaper: CheaperModels }) {
  const { models, offer, blend, query, count } = cheaper;
  const gatewayName = index.gateways[index.gateway[offer] ?? -1]?.name;
  return (
    <section className="min-w-0">
      <h2>Cheaper alternatives</h2>
      <p className="mt-0.5 mb-3 text-note text-text-3">
        Same capabilities and context for less than ${cellPrice(blend)} per 1M tokens on {gatewayName}. Quality may
        differ.
      </p>
      <ModelLines>
        {models.map(({ percent, ...cheap }) => {
          const row = rowOf(index, cheap.model, cheap.offer);
          const mark = percent > 0 && <Tag tone="good">{percent}% less</Tag>;
          return <ModelLine key={row.id} row={row} mark={mark} note={row.gateway?.name} />;
        })}
      </ModelLines>
      <p className="mt-2 text-note">
        <Link href={browsePath(query)} rel="nofollow" className="touch-target text-accent hover:underline">
          View all {countText(count)}
        </Link>
      </p>
    </section>
  );
}
