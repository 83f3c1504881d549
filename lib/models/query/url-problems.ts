import { BOUND_FIELDS, boundName, parseBounds } from "@/lib/contract/bound";
import { parseSort, SORTS } from "@/lib/contract/query";

const EXAMPLES = Object.entries(BOUND_FIELDS).map(
  ([field, { example, most }]) => `${boundName(field as keyof typeof BOUND_FIELDS)}${most ? ">=" : "<"}${example}`,
);

/** What could not be parsed in a list's URL, one sentence each with what was expected. */
export function urlProblems(params: URLSearchParams): string[] {
  const limits = params.getAll("where").flatMap((value) => value.split(","));
  const unread = limits.filter((limit) => limit.trim() !== "" && parseBounds(limit).length === 0);
  const sort = params.get("sort");
  return [
    ...unread.map((limit) => `“${limit.trim().slice(0, 80)}” was skipped: filters look like ${EXAMPLES.join(", ")}.`),
    ...(sort && !parseSort(sort) ? [`There is no order “${sort.slice(0, 80)}”. Orders: ${SORTS.join(", ")}.`] : []),
  ];
}
