import { Tag } from "@/components/ui/tag";
import type { Model } from "@/lib/contract/model";
import { isOver } from "@/lib/contract/states";
import { type Related as RelatedModels, relatedModels } from "@/lib/models/family";
import { authorLabel } from "@/lib/models/identity/author-labels";
import { authorName } from "@/lib/models/identity/author-names";
import { representativeOffer } from "@/lib/models/offer-ranks";
import { rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import { ModelLine, ModelLines } from "./model-line";

const MAX_SHOWN = 6;

/** The successor of a model that ends, and models of its family or, without one, of its author. */
interface Similar extends Pick<RelatedModels, "successor"> {
  next: number | null;
  shown: number[];
  title: string;
}

/** Finds similar models; null if there are none. */
export function similarTo(index: SearchIndex, model: Model): Similar | null {
  const { successor, newer, family, author } = relatedModels(index, model, MAX_SHOWN);
  const ends = isOver(model.state) || model.state === "deprecated" || model.state === "expiring";
  const next = successor ?? (ends ? newer : null);
  const otherModels = [...family, ...author].filter((m) => m !== next);
  const shown = [...(next === null ? [] : [next]), ...otherModels].slice(0, MAX_SHOWN);
  if (shown.length === 0) return null;
  const title = author.length > 0 ? `More from ${authorLabel(authorName(model.owned_by))}` : "Similar models";
  return { successor, next, shown, title };
}

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
            row={rowOf(index, m, representativeOffer(index, m))}
            mark={m === next && <Tag tone="accent">{successor === null ? "Newer" : "Successor"}</Tag>}
          />
        ))}
      </ModelLines>
    </section>
  );
}
