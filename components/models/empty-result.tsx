import type { BrowseQuery } from "@/lib/contract/query";
import { countOf } from "@/lib/models/format";
import type { Relaxation } from "@/lib/models/relax";
import type { IndexedGateway } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { cleared } from "./browse-query";
import { describeQuery } from "./filters";
import { relaxedText } from "./relaxed-text";

interface EmptyResultProps {
  query: BrowseQuery;
  relaxations: readonly Relaxation[];
  gateways: readonly IndexedGateway[];
}

/** Why the list is empty, and the ways back: each filter whose absence would show something. */
export function EmptyResult({ query, relaxations, gateways }: EmptyResultProps) {
  const asked = describeQuery(query, gateways);
  if (asked.length === 0) {
    return (
      <div className="empty">
        <h2>There are no models yet</h2>
        <p>
          No list of a gateway has been read to its end so far.{" "}
          <a href="/gateways" className="link">
            See how each of them stands
          </a>
          .
        </p>
      </div>
    );
  }
  return (
    <div className="empty">
      <h2>No model fits {asked.join(" + ")}</h2>
      {asked.length > 1 && <p>All of it must hold for one and the same offer.</p>}
      {relaxations.length > 0 && <p>Less narrow there would be</p>}
      <ul>
        {relaxations.map((relaxation) => (
          <li key={JSON.stringify(relaxation.change)}>
            <QueryLink to={relaxation.query} className="link">
              {relaxedText(relaxation, query.q, gateways)}
            </QueryLink>{" "}
            <span className="text-text-3">{countOf(relaxation.found, "model")}</span>
          </li>
        ))}
        <li>
          <QueryLink to={cleared(query)} className="link">
            Clear all
          </QueryLink>
        </li>
      </ul>
    </div>
  );
}
