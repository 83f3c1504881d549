import { type Bound, type BoundField, monthText } from "@/lib/contract/bound";
import type { ListName, SortKey } from "@/lib/contract/query";
import { contextText, priceText, sizeText } from "@/lib/models/format";
import { gatewaySet } from "@/lib/models/gateway-sets";
import type { IndexedGateway } from "@/lib/models/search-index";

/** What the lists of a query are called. */
export const LIST_LABELS: Record<ListName, string> = {
  gateways: "Gateway",
  authors: "Author",
  abilities: "Abilities",
  inputs: "Input",
  outputs: "Output",
  prices: "Price",
  weights: "Weights",
  licenses: "License",
  states: "Status",
};

/** What the figures of a query are called. */
export const FIELD_LABELS: Record<BoundField, string> = {
  ctx: "Context",
  in: "Input price",
  out: "Output price",
  blend: "Blended price",
  month: "$ a month",
  speed: "Speed",
  params: "Parameters",
  cutoff: "Knowledge cutoff",
  age: "Released",
  spread: "Gateways",
};

/** What the orders are called where there is no table head. */
export const SORT_LABELS: Record<Exclude<SortKey, "relevance">, string> = {
  gateways: "Gateways",
  name: "Name",
  context: "Context",
  in: "Input price",
  out: "Output price",
  blend: "Blended price",
  month: "$ a month",
  speed: "Speed",
  released: "Released",
  added: "Recently added",
};

/** A map, because an address may ask for anything, also for what every object has. */
const WORDS = new Map([
  ["json", "JSON"],
  ["3d", "3D"],
  ["known", "By token"],
  ["included", "In a plan"],
  ["dynamic", "Varies"],
  ["per_unit", "By image, second or request"],
  ["open", "Open weights"],
]);

/** What a value of a list is called: a gateway by its name, an author by its slug, other words with a capital. */
export function valueLabel(list: ListName, value: string, gateways: readonly IndexedGateway[]): string {
  if (value.startsWith("-")) return `not ${valueLabel(list, value.slice(1), gateways)}`;
  if (list === "gateways") {
    const names = gatewaySet(value).map((slug) => gateways.find((g) => g.slug === slug)?.name ?? slug);
    return names.join(" + ");
  }
  if (list === "authors" || list === "licenses") return value;
  if (list === "abilities" && value.startsWith("no-")) return `No ${lower(value.slice(3))}`;
  if (list === "abilities" && value.startsWith("unlisted-")) return `${capital(value.slice(9))} not listed`;
  return capital(value);
}

function capital(value: string): string {
  return WORDS.get(value) ?? value.charAt(0).toUpperCase() + value.slice(1);
}

function lower(value: string): string {
  return WORDS.get(value) ?? value;
}

const SIGNS: Record<string, string> = { "<=": "≤", ">=": "≥" };

/** A limit in words: "Context ≥ 200k", "Input price ≤ $1.00", "Released < 90 days ago". */
export function boundLabel(bound: Bound): string {
  return `${FIELD_LABELS[bound.field]} ${boundText(bound)}`;
}

/** The same without its field. */
export function boundText({ field, sign, value }: Bound): string {
  const mark = SIGNS[sign] ?? sign;
  if (field === "ctx") return `${mark} ${contextText(value)}`;
  if (field === "age") return `${mark} ${value} days ago`;
  if (field === "spread") return `${mark} ${value}`;
  if (field === "params") return `${mark} ${sizeText(value)}`;
  if (field === "cutoff") return `${mark} ${monthText(value)}`;
  if (field === "speed") return `${mark} ${value} t/s`;
  return value === 0 && sign === "<=" ? "free" : `${mark} $${priceText(value)}`;
}
