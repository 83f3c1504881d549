import { activeFilters } from "@/components/models/filters";
import { ChangeKind } from "@/lib/contract/change";
import { type BrowseQuery, formatBrowseQuery, parseBrowseQuery } from "@/lib/contract/query";
import { kindText } from "@/lib/models/changes";
import type { IndexedGateway } from "@/lib/models/search-index";

/** The selectable kinds of changes, as in the URL. */
const KINDS = {
  All: "",
  New: "new",
  Cheaper: "cheaper",
  Pricier: "dearer",
  Removed: "gone",
  Context: "longer,shorter",
};

const DIGITS = /^\d{1,15}$/;

/** The known parameters of a changes page, for its links and for the API. `before` only on request. */
export function changeParams(urlParams: URLSearchParams, more: { before?: boolean } = {}): URLSearchParams {
  const params = formatBrowseQuery(parseBrowseQuery(urlParams));
  params.delete("sort");
  const kinds = (urlParams.get("kind") ?? "").split(",").filter((kind) => ChangeKind.safeParse(kind).success);
  if (kinds.length > 0) params.set("kind", kinds.join(","));
  const model = urlParams.get("model")?.slice(0, 500);
  if (model) params.set("model", model);
  const before = urlParams.get("before") ?? "";
  if (more.before && DIGITS.test(before) && Number(before) > 0) params.set("before", before);
  return params;
}

/** The kinds of changes, as links that show one kind. */
export function kindLinks(params: URLSearchParams): { label: string; href: string; on: boolean }[] {
  const chosen = params.get("kind") ?? "";
  return Object.entries(KINDS).map(([label, kind]) => {
    const target = new URLSearchParams(params);
    target.delete("kind");
    if (kind) target.set("kind", kind);
    return { label, href: withQuery("/changes", target), on: chosen === kind };
  });
}

/** The filters of a changes page that its form has no field for: their labels, and URLs without them. */
export function filtersWithoutField(
  params: URLSearchParams,
  gateways: readonly IndexedGateway[],
): { label: string; href: string }[] {
  const query = parseBrowseQuery(params);
  const rest = [...params].filter(([name]) => name === "kind" || name === "model");
  const path = (query: BrowseQuery, others: readonly (readonly [string, string])[]) =>
    withQuery(
      "/changes",
      new URLSearchParams([...formatBrowseQuery(query), ...others].map(([name, value]) => [name, value])),
    );
  const filters = activeFilters(query, gateways)
    // Gateways have a field.
    .filter(({ without }) => without.gateways === query.gateways)
    .map(({ label, without }) => ({ label, href: path(without, rest) }));
  const without = (name: string) =>
    path(
      query,
      rest.filter(([one]) => one !== name),
    );
  const [model, kind] = [params.get("model"), params.get("kind")];
  if (kind && !Object.values(KINDS).includes(kind))
    filters.push({
      label: kind
        .split(",")
        .map((kind) => kindText(kind as ChangeKind))
        .join(", "),
      href: without("kind"),
    });
  if (model) filters.push({ label: `Model: ${model}`, href: without("model") });
  return filters;
}

export function withQuery(path: string, params: URLSearchParams): string {
  const query = params.toString();
  return path + (query && `?${query}`);
}
