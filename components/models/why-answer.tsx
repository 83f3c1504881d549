import type { BrowseQuery } from "@/lib/contract/query";
import { countOf } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import { modelNamed, whyHidden } from "@/lib/models/relax";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { boundLabel, boundText, LIST_LABELS, valueLabel } from "./labels";

export interface WhyAnswerProps {
  query: BrowseQuery;
  index: SearchIndex;
  today: number;
  gateways: readonly IndexedGateway[];
  pasted: string;
}

/** What hides the model with the pasted id, and the list loosened in just that. */
export function WhyAnswer({ pasted, query, index, today, gateways }: WhyAnswerProps) {
  const model = modelNamed(index, pasted);
  if (model < 0) {
    return (
      <p>
        The catalogue has no model with the id “{pasted.trim()}”.{" "}
        <QueryLink to={{ ...query, q: pasted.trim() }} className="link">
          Search for it
        </QueryLink>
      </p>
    );
  }
  const id = index.ids[model] ?? "";
  const link = (
    <a href={modelPath(id)} className="link">
      {id}
    </a>
  );
  const hidden = whyHidden(index, query, model, today);
  if (!hidden) return <p>{link} is shown: it meets every filter.</p>;
  return (
    <>
      <p>
        {link} is hidden. Its nearest offer, at {hidden.gateway}, does not meet
      </p>
      <ul>
        {!hidden.words && <li>the words “{query.q.trim()}”</li>}
        {hidden.lists.map((list) => (
          <li key={list}>
            {LIST_LABELS[list].toLowerCase()}: {query[list].map((v) => valueLabel(list, v, gateways)).join(", ")}
          </li>
        ))}
        {hidden.bounds.map(({ bound, figure }) => (
          <li key={bound.field + bound.sign}>
            {boundLabel(bound)}:{" "}
            {figure === null ? "unknown" : `it has ${boundText({ ...bound, sign: "=", value: figure })}`}
          </li>
        ))}
      </ul>
      <p>
        <QueryLink to={hidden.query} className="link">
          Loosen just that
        </QueryLink>{" "}
        <span className="text-muted">{countOf(hidden.found, "model")}</span>
      </p>
    </>
  );
}
