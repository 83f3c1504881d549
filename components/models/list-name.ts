import type { BrowseQuery } from "@/lib/contract/query";
import type { IndexedGateway } from "@/lib/models/search-index";
import { activeFilters } from "./filters";
import { valueLabel } from "./labels";

const MAX_LETTERS = 100;

/** A title for a filtered list: "llama, Tools on Groq · Models"; "Models" without filters. */
export function listName(query: BrowseQuery, gateways: readonly IndexedGateway[]): string {
  const at = query.gateways.filter((slug) => !slug.startsWith("-"));
  const otherFilters = activeFilters(
    { ...query, gateways: query.gateways.filter((slug) => !at.includes(slug)) },
    gateways,
  );
  const what = [query.q.trim(), ...otherFilters.map(({ label }) => label)].filter(Boolean).join(", ");
  const where = at.length > 0 ? ` on ${at.map((slug) => valueLabel("gateways", slug, gateways)).join(", ")}` : "";
  const name = `${what || (where && "Models")}${where}`;
  if (name === "") return "Models";
  const short = name.length > MAX_LETTERS ? `${name.slice(0, MAX_LETTERS).toWellFormed()}…` : name;
  return what ? `${short} · Models` : short;
}
