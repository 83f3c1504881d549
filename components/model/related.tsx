import { shownPrice } from "@/components/ui/price";
import type { Model } from "@/lib/contract/model";
import { isOver } from "@/lib/contract/states";
import { relatedModels } from "@/lib/models/family";
import { contextText, monthText } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import { type ModelRow, rowOf } from "@/lib/models/row";
import type { SearchIndex } from "@/lib/models/search-index";

const SHOWN = 6;

/** What takes the place of a model that ends, and its family. Nothing when there is neither. */
export function Related({ index, model }: { index: SearchIndex; model: Model }) {
  const { successor, newer, family } = relatedModels(index, model, SHOWN);
  const row = (m: number) => rowOf(index, m, index.firstOffer[m] ?? 0);
  const ends = isOver(model.state) || model.state === "deprecated" || model.state === "expiring";
  if (successor === null && family.length === 0) return null;
  return (
    <section className="min-w-0">
      <h2>Similar models</h2>
      {successor !== null && (
        <p>
          Successor: <ModelLink row={row(successor)} />
        </p>
      )}
      {successor === null && ends && newer !== null && (
        <p>
          Newer in the same family: <ModelLink row={row(newer)} />
        </p>
      )}
      <ul className="rows mt-1">
        {family.map(row).map((other) => (
          <li key={other.id}>
            <ModelLink row={other} />
            <span className="num text-text-3">{factsText(other)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A link to the page of a model. */
export function ModelLink({ row }: { row: ModelRow }) {
  return (
    <a href={modelPath(row.id)} className="link">
      {row.name}
    </a>
  );
}

/** What is known of a model's offer in short: when it was released, its context and its prices. */
export function factsText({ released, context, priceIn, priceOut, priceState, priceDoubt }: ModelRow): string {
  const [input, output] = [priceIn, priceOut].map((usd) => shownPrice(usd, priceState, priceDoubt));
  const figures = input?.figure && output?.figure && !priceDoubt ? `$${input.text} / $${output.text}` : "";
  const parts = [
    released === null ? "" : monthText(released),
    context === null ? "" : contextText(context),
    priceState === "free" ? "free" : figures,
  ];
  return parts.filter(Boolean).join(" · ");
}
