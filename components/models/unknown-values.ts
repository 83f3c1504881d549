import { type BrowseQuery, LISTS } from "@/lib/contract/query";
import { valuesOf } from "@/lib/models/filters";
import { gatewaySet } from "@/lib/models/gateway-names";
import type { SearchIndex } from "@/lib/models/search-index";

const MAX_NAMED = 20;

/** A message for each value that the index does not have, with the values that it has. */
export function unknownValues(index: SearchIndex, query: BrowseQuery): string[] {
  return LISTS.flatMap(([list, param]) => {
    if (query[list].length === 0) return [];
    const valid = valuesOf(index, list);
    const named = valid.length > MAX_NAMED ? "" : `; there are: ${valid.join(", ")}`;
    return query[list]
      .flatMap((value) => (list === "gateways" ? gatewaySet(value.replace(/^-/, "")) : [value.replace(/^-/, "")]))
      .filter((value) => !valid.includes(value))
      .map((value) => `There is no ${param} named “${value}”${named}.`);
  });
}
