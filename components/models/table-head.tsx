import { Icon } from "@/components/ui/icon";
import { GROUP, HEAD, ROW } from "@/components/ui/roles";
import type { BrowseQuery, SortKey } from "@/lib/contract/query";
import { QueryLink } from "./browse-context";
import { isAscending, resorted, shownSort } from "./browse-query";
import { SORT_LABELS } from "./labels";

const COLUMNS: readonly [column: string, text: string, sort: Exclude<SortKey, "relevance"> | null, title: string][] = [
  ["pick", "", null, ""],
  ["model", "Model", "name", "Name and ID"],
  ["author", "Author", null, ""],
  ["gateways", "Gateways", "gateways", "Gateways that have the model; the first one’s figures are shown"],
  ["context", "Context", "context", "Context length in tokens"],
  ["in", "Input $/1M", "in", "Input price in US dollars per 1M tokens, cheapest paid offer"],
  ["out", "Output $/1M", "out", "Output price in US dollars per 1M tokens, same offer"],
  ["month", "Monthly cost", "month", "For the workload above, and where it is charged"],
  ["speed", "Tokens/s", "speed", "Speed in output tokens per second"],
  ["can", "Capabilities", null, "Tools, reasoning, image input"],
  ["released", "Released", "released", "Release date"],
];

const RIGHT: ReadonlySet<string> = new Set(["context", "in", "out", "month", "speed", "released"]);

/** The header of the table: clicks switch between natural order, reversed, and off. */
export function TableHead({ query, speeds }: { query: BrowseQuery; speeds: boolean }) {
  const sort = shownSort(query);
  return (
    <thead
      {...GROUP}
      className="top-[3.25rem] z-10 border-b border-line bg-bg text-left text-label text-text-3 max-md:hidden md:tall:sticky print:static"
    >
      <tr {...ROW} aria-rowindex={1} className="h-9">
        {COLUMNS.map(([column, text, key, title]) => {
          if (column === "speed" && !speeds) return null;
          const sorted = key !== null && sort.key === key;
          const ascending = sorted && isAscending(sort);
          const order = ascending ? "ascending" : "descending";
          return (
            <th
              key={column}
              scope="col"
              {...HEAD}
              className={`c-${column} ${column === "author" ? "sr-only" : ""} font-medium whitespace-nowrap aria-[sort]:text-text ${RIGHT.has(column) ? "text-right" : "text-left"}`}
              aria-sort={sorted ? order : undefined}
              title={title || undefined}
            >
              {column === "pick" && <span className="sr-only">Select</span>}
              {key === null ? (
                text
              ) : (
                <QueryLink
                  to={resorted(query, key)}
                  message={`Sorted by ${SORT_LABELS[key][sorted ? 1 : 0].toLowerCase()}`}
                  className="inline-flex min-h-6 items-center gap-1 hover:text-text"
                >
                  {text}
                  {sorted && <Icon name={ascending ? "arrow-up" : "arrow-down"} size={14} />}
                </QueryLink>
              )}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
