import { ChangeKind } from "@/lib/contract/change";
import { formatBrowseQuery, parseBrowseQuery } from "@/lib/contract/query";

const DIGITS = /^\d{1,15}$/;

/** The parameters of a changes page that mean something, for its links and for the API. `before` only when asked for. */
export function changeParams(given: URLSearchParams, more: { before?: boolean } = {}): URLSearchParams {
  const params = formatBrowseQuery(parseBrowseQuery(given));
  params.delete("sort");
  const kinds = (given.get("kind") ?? "").split(",").filter((kind) => ChangeKind.safeParse(kind).success);
  if (kinds.length > 0) params.set("kind", kinds.join(","));
  const model = given.get("model")?.slice(0, 500);
  if (model) params.set("model", model);
  const before = given.get("before") ?? "";
  if (more.before && DIGITS.test(before) && Number(before) > 0) params.set("before", before);
  return params;
}

/** An address with a query, or without when there is none. */
export function withQuery(path: string, params: URLSearchParams): string {
  const query = params.toString();
  return path + (query && `?${query}`);
}
