import { Tag } from "@/components/ui/tag";
import type { Model } from "@/lib/contract/model";
import { isOver } from "@/lib/contract/states";
import { type Related as RelatedModels, relatedModels } from "@/lib/models/family";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { authorName } from "@/lib/models/identity/author-names";
import { standingOffer } from "@/lib/models/offer-ranks";
import { rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import { ModelLine, ModelLines } from "./model-line";

const SHOWN = 6;

/** What takes the place of a model that ends, and its family or, without one, others of its author. */
export interface Similar extends Pick<RelatedModels, "successor"> {
  next: number | null;
  shown: number[];
  title: string;
}

/** Finds what is similar to a model; null when nothing is. */
export function similarTo(index: SearchIndex, model: Model): Similar | null {
  const { successor, newer, family, author } = relatedModels(index, model, SHOWN);
  const ends = isOver(model.state) || model.state === "deprecated" || model.state === "expiring";
  const next = successor ?? (ends ? newer : null);
  const others = [...family, ...author].filter((m) => m !== next);
  const shown = [...(next === null ? [] : [next]), ...others].slice(0, SHOWN);
  if (shown.length === 0) return null;
  const title = author.length > 0 ? `More from ${authorLabel(authorName(model.owned_by))}` : "Similar models";
  return { successor, next, shown, title };
}

/** Models that are similar to one, each as a link to its page. */
export function Related({
  index,
  similar: { successor, next, shown, title },
}: {
  index: SearchIndex;
  similar: Similar;
}) {
  return (
    <section className="min-w-0">
      <h2 className="mb-3">{title}</h2>
      <ModelLines>
        {shown.map((m) => (
          <ModelLine
            key={m}
            row={rowOf(index, m, standingOffer(index, m))}
            mark={m === next && <Tag tone="accent">{successor === null ? "Newer" : "Successor"}</Tag>}
          />
        ))}
      </ModelLines>
    </section>
  );
}
