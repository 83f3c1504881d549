import type { BrowseQuery, SortKey } from "@/lib/contract/query";
import { QueryLink } from "./browse-context";
import { isRising, resorted } from "./browse-query";
import { GROUP, HEAD, ROW } from "./roles";

const COLUMNS: readonly [column: string, text: string, sort: SortKey | null, title: string][] = [
  ["model", "Model", "name", "Name and id"],
  ["gateways", "Gateways", "gateways", "How many gateways offer the model, and whose figures the row shows"],
  ["context", "Context", "context", "Tokens of context"],
  ["in", "In $/1M", "in", "Input price in USD per 1M tokens"],
  ["out", "Out $/1M", "out", "Output price in USD per 1M tokens"],
  ["month", "$/month", "month", "USD a month for the workload above"],
  ["speed", "Speed t/s", "speed", "Output tokens per second, as measured by the gateway"],
  ["abilities", "Abilities", null, "What the shown offer can do"],
  ["released", "Released", "released", "When the model was first listed"],
];

/** The head of the table: each click goes from the natural order to its reverse to none. */
export function TableHead({ query }: { query: BrowseQuery }) {
  return (
    <thead {...GROUP}>
      <tr {...ROW} aria-rowindex={1}>
        {COLUMNS.map(([column, text, key, title]) => {
          const sorted = key !== null && query.sort.key === key;
          const rising = sorted && isRising(query.sort);
          const order = rising ? "ascending" : "descending";
          return (
            <th
              key={column}
              scope="col"
              {...HEAD}
              className={`c-${column}`}
              aria-sort={sorted ? order : undefined}
              title={title}
            >
              {key === null ? (
                text
              ) : (
                <QueryLink to={resorted(query, key)}>
                  {text}
                  {sorted && <span aria-hidden="true">{rising ? " ↑" : " ↓"}</span>}
                </QueryLink>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
