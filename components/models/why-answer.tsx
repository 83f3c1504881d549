import { Link } from "@/components/ui/link";
import type { BrowseQuery } from "@/lib/contract/query";
import { countOf } from "@/lib/models/format";
import { modelPath } from "@/lib/models/ids";
import { idIn, modelLike, modelNamed } from "@/lib/models/pasted";
import { whyHidden } from "@/lib/models/relax";
import type { IndexedGateway, SearchIndex } from "@/lib/models/search-index";
import { QueryLink } from "./browse-context";
import { boundLabel, boundText, LIST_LABELS, valueLabel } from "./labels";
import { useModelId } from "./use-model-id";

export interface WhyAnswerProps {
  query: BrowseQuery;
  index: SearchIndex;
  /** Days since 1970. */
  today: number;
  gateways: readonly IndexedGateway[];
  pasted: string;
}

/** The filters that hide the model with the pasted ID, and a query that shows it. */
export function WhyAnswer(props: WhyAnswerProps) {
  const { pasted, index } = props;
  const position = modelNamed(index, pasted);
  const resolved = useModelId(position < 0 ? idIn(pasted) : null);
  if (position >= 0) return <Hidden {...props} model={position} />;
  if (resolved.state === "loading") return <p>Loading…</p>;
  if (resolved.state === "failed") {
    return (
      <p>
        Couldn’t look up “{idIn(pasted)}”: {resolved.message}.{" "}
        <button type="button" className="link" onClick={resolved.retry}>
          Try again
        </button>
      </p>
    );
  }
  if (resolved.model === null) return <Nothing {...props} />;
  const model = modelNamed(index, resolved.model);
  if (model >= 0) return <Hidden {...props} model={model} other={idIn(pasted)} />;
  return (
    <p>
      “{idIn(pasted)}” is <ModelLink id={resolved.model} />, which was added after this list was loaded. Reload the page
      to see it here.
    </p>
  );
}

/** No model has the ID; suggests one whose ID ends the same. */
function Nothing({ pasted, query, index }: WhyAnswerProps) {
  const id = idIn(pasted);
  const like = index.ids[modelLike(index, id)];
  return (
    <p>
      No model has the ID “{id}”.{" "}
      {like !== undefined && (
        <>
          Did you mean <ModelLink id={like} />?{" "}
        </>
      )}
      <QueryLink to={{ ...query, q: id }} className="link">
        Search for it
      </QueryLink>
    </p>
  );
}

function ModelLink({ id }: { id: string }) {
  return (
    <Link href={modelPath(id)} className="link">
      {id}
    </Link>
  );
}

interface HiddenProps extends WhyAnswerProps {
  model: number;
  /** The pasted ID, if it is an alias. */
  other?: string;
}

function Hidden({ query, index, today, gateways, model, other }: HiddenProps) {
  const link = (
    <>
      {other !== undefined && `“${other}” is `}
      <ModelLink id={index.ids[model] ?? ""} />
      {other !== undefined && ", which"}
    </>
  );
  const hidden = whyHidden(index, query, model, today);
  if (!hidden) return <p>{link} is in the list: it matches every filter.</p>;
  return (
    <>
      <p>
        {link} is hidden by your filters. Its closest offer is on {hidden.gateway} and misses
      </p>
      <ul className="list-disc pl-5 text-text">
        {!hidden.words && <li>the words “{query.q.trim()}”</li>}
        {hidden.lists.map((list) => (
          <li key={list}>
            {query[list].length === 0
              ? "only models that can be used today"
              : `${LIST_LABELS[list].toLowerCase()}: ${query[list].map((v) => valueLabel(list, v, gateways)).join(", ")}`}
          </li>
        ))}
        {hidden.bounds.map(({ bound, figure }) => (
          <li key={bound.field + bound.sign}>
            {boundLabel(bound)}:{" "}
            {figure === null
              ? "unknown"
              : `it has ${boundText({ ...bound, sign: "=", value: figure }).replace("= ", "")}`}
          </li>
        ))}
      </ul>
      <p>
        <QueryLink to={hidden.query} className="link">
          Show it
        </QueryLink>{" "}
        <span className="text-text-3">{countOf(hidden.found, "model")}</span>
      </p>
    </>
  );
}
