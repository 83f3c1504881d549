import { browsePath } from "@/components/models/browse-query";
import type { Model } from "@/lib/contract/model";
import { cheaperModels } from "@/lib/models/cheaper";
import { countText, priceText } from "@/lib/models/format";
import { rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import { factsText, ModelLink } from "./related";

const SHOWN = 3;

/** Models of other families that can as much for less, and the way to all of them. Nothing where there are none. */
export function Cheaper({ index, model }: { index: SearchIndex; model: Model }) {
  const cheaper = cheaperModels(index, model, SHOWN);
  if (cheaper === null) return null;
  const { models, offer, blend, query, count } = cheaper;
  const own = index.gateways[index.gateway[offer] ?? -1]?.name;
  return (
    <section className="min-w-0">
      <h2>Cheaper alternatives</h2>
      <p className="text-note text-text-3">
        Same capabilities and context for less than ${priceText(blend)} per 1M tokens on {own}. Quality may differ.
      </p>
      <ul className="rows mt-1">
        {models.map(({ percent, ...cheap }) => {
          const row = rowOf(index, cheap.model, cheap.offer);
          return (
            <li key={row.id}>
              <span>
                <ModelLink row={row} />
                {percent > 0 && <b className="ml-2 font-medium text-good">{percent} % less</b>}
              </span>
              <span className="text-text-3">
                <span className="num">{factsText(row)}</span> {row.gateway?.name}
              </span>
            </li>
          );
        })}
      </ul>
      <p className="mt-1 text-note">
        <a href={browsePath(query)} rel="nofollow" className="link">
          All {countText(count)} in the list
        </a>
      </p>
    </section>
  );
}
