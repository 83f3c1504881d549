import { Tag } from "@/components/ui/tag";
import type { Model } from "@/lib/contract/model";
import { isOver } from "@/lib/contract/states";
import { relatedModels } from "@/lib/models/family";
import { standingOffer } from "@/lib/models/offer-ranks";
import { rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";
import { ModelLine, ModelLines } from "./model-line";

const SHOWN = 6;

/** What takes the place of a model that ends, and its family. Nothing when there is neither. */
export function Related({ index, model }: { index: SearchIndex; model: Model }) {
  const { successor, newer, family } = relatedModels(index, model, SHOWN);
  const ends = isOver(model.state) || model.state === "deprecated" || model.state === "expiring";
  const next = successor ?? (ends ? newer : null);
  const shown = [...(next === null ? [] : [next]), ...family.filter((m) => m !== next)].slice(0, SHOWN);
  if (shown.length === 0) return null;
  return (
    <section className="min-w-0">
      <h2 className="mb-3">Similar models</h2>
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
