"use client";

import { useState } from "react";
import type { BrowseQuery } from "@/lib/contract/query";
import { countOf } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import { modelNamed, whyHidden } from "@/lib/models/relax";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { boundLabel, boundText, LIST_LABELS, valueLabel } from "./labels";

interface WhyHiddenProps {
  query: BrowseQuery;
  index: SearchIndex;
  today: number;
  gateways: readonly IndexedGateway[];
}

/** "Why is it not shown?": paste an id, and read which filter hides the model and how little would have to change. */
export function WhyHidden(props: WhyHiddenProps) {
  const [pasted, setPasted] = useState("");
  return (
    <details className="why">
      <summary>Why is a model not shown?</summary>
      <label className="field">
        <span className="sr-only">Id of the model that is missing</span>
        <input
          type="text"
          value={pasted}
          placeholder="Paste its id"
          autoComplete="off"
          spellCheck={false}
          maxLength={300}
          onChange={(event) => setPasted(event.currentTarget.value)}
        />
      </label>
      <div aria-live="polite">{pasted.trim() !== "" && <Answer {...props} pasted={pasted} />}</div>
    </details>
  );
}

function Answer({ pasted, query, index, today, gateways }: WhyHiddenProps & { pasted: string }) {
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
