import { BOUND_FIELDS, boundName, parseBounds } from "@/lib/contract/bound";
import { LIST_NAMES, parseSort, SORTS } from "@/lib/contract/query";
import { FIELD_NAMES } from "./words";

const EXAMPLES = Object.entries(BOUND_FIELDS).map(
  ([field, { example, most }]) => `${boundName(field as keyof typeof BOUND_FIELDS)}${most ? ">=" : "<"}${example}`,
);

/** Limits in a URL that are parameters of their own, as in `?ctx>=128k`, although only `where` is read. */
export function bareLimits(params: URLSearchParams): string[] {
  const unknown = [...params].filter(([name]) => !(name in LIST_NAMES));
  const parts = unknown.map(([name, value]) => (value === "" ? name : `${name}=${value}`));
  return parts.filter((part) => (/^([a-z]+)[<>=]/.exec(part)?.[1] ?? "") in FIELD_NAMES);
}

/** The parts of a list's URL that could not be parsed, one sentence each with the expected format. */
export function urlProblems(params: URLSearchParams): string[] {
  const limits = params.getAll("where").flatMap((value) => value.split(","));
  const unread = limits.filter((limit) => limit.trim() !== "" && parseBounds(limit).length === 0);
  const sort = params.get("sort");
  return [
    ...bareLimits(params).map((part) => `“${part.slice(0, 80)}” was skipped: filters look like where=${EXAMPLES[0]}.`),
    ...unread.map((limit) => `“${limit.trim().slice(0, 80)}” was skipped: filters look like ${EXAMPLES.join(", ")}.`),
    ...(sort && !parseSort(sort) ? [`There is no order “${sort.slice(0, 80)}”. Orders: ${SORTS.join(", ")}.`] : []),
  ];
}
