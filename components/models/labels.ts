import type { ListName, SortKey } from "@/lib/contract/query";
import type { IndexedGateway } from "@/lib/models/search-index";

/** What the lists of a query are called. */
export const LIST_LABELS: Record<ListName, string> = {
  gateways: "Gateway",
  abilities: "Abilities",
  inputs: "Input",
  outputs: "Output",
};

/** What the orders are called where there is no table head. */
export const SORT_LABELS: Record<Exclude<SortKey, "relevance">, string> = {
  gateways: "Gateways",
  name: "Name",
  context: "Context",
  in: "Input price",
  out: "Output price",
  speed: "Speed",
  released: "Released",
};

const WORDS: Record<string, string> = { json: "JSON", "3d": "3D" };

/** What a value of a list is called: a gateway by its name, other words with a capital. */
export function valueLabel(list: ListName, value: string, gateways: readonly IndexedGateway[]): string {
  if (list === "gateways") return gateways.find((g) => g.slug === value)?.name ?? value;
  return WORDS[value] ?? value.charAt(0).toUpperCase() + value.slice(1);
}
