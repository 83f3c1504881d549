import { type Bound, type BoundField, monthText } from "@/lib/contract/bound";
import { lookup } from "@/lib/contract/lookup";
import type { ListName, SortKey } from "@/lib/contract/query";
import { contextText, priceText, sizeText } from "@/lib/models/format";
import { gatewaySet } from "@/lib/models/gateway-names";
import { authorLabel } from "@/lib/models/identity/author-labels";
import type { IndexedGateway } from "@/lib/models/search-index";

export const LIST_LABELS: Record<ListName, string> = {
  gateways: "Gateways",
  authors: "Authors",
  abilities: "Capabilities",
  inputs: "Input",
  outputs: "Output",
  prices: "Price",
  weights: "Weights",
  licenses: "License",
  states: "Status",
};

export const FIELD_LABELS: Record<BoundField, string> = {
  ctx: "Context",
  in: "Input price",
  out: "Output price",
  blend: "Blended price",
  month: "Monthly cost",
  speed: "Speed",
  params: "Parameters",
  cutoff: "Knowledge cutoff",
  age: "Released",
  spread: "Gateways",
};

export const SORT_LABELS: Record<Exclude<SortKey, "relevance">, readonly [natural: string, reversed: string]> = {
  gateways: ["Most gateways", "Fewest gateways"],
  name: ["Name A to Z", "Name Z to A"],
  context: ["Longest context", "Shortest context"],
  in: ["Lowest input price", "Highest input price"],
  out: ["Lowest output price", "Highest output price"],
  blend: ["Lowest blended price", "Highest blended price"],
  month: ["Lowest monthly cost", "Highest monthly cost"],
  speed: ["Fastest", "Slowest"],
  released: ["Newest release", "Oldest release"],
  added: ["Recently added", "First added"],
};

/** A map, because a URL may have any value, such as "constructor". */
const WORDS = new Map([
  ["json", "JSON"],
  ["3d", "3D"],
  ["known", "Per token"],
  ["included", "Included in a plan"],
  ["dynamic", "Variable"],
  ["per_unit", "Per image, second, or request"],
  ["open", "Open weights"],
  ["vision", "Image input"],
]);

/** Label of a list's value: a gateway's name, an author's slug, otherwise the value capitalized. */
export function valueLabel(list: ListName, value: string, gateways: readonly IndexedGateway[]): string {
  if (value.startsWith("-")) return `not ${valueLabel(list, value.slice(1), gateways)}`;
  if (list === "gateways") {
    const names = gatewaySet(value).map((slug) => gateways.find((g) => g.slug === slug)?.name ?? slug);
    return names.join(" + ");
  }
  if (list === "authors") return authorLabel(value);
  if (list === "licenses") return value;
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

const SIGNS: Record<string, string> = lookup({ "<=": "≤", ">=": "≥" });

/** A limit in words: "Context ≥ 200k", "Input price ≤ $1.00", "Released < 90 days ago". */
export function boundLabel(bound: Bound): string {
  return `${FIELD_LABELS[bound.field]} ${boundText(bound)}`;
}

/** A limit in words, without its field. */
export function boundText({ field, sign, value }: Bound): string {
  const mark = SIGNS[sign] ?? sign;
  if (field === "ctx") return `${mark} ${contextText(value)}`;
  if (field === "age") return sign === "<" || sign === "<=" ? `in the last ${value} days` : `${mark} ${value} days ago`;
  if (field === "spread") return `${mark} ${value}`;
  if (field === "params") return `${mark} ${sizeText(value)}`;
  if (field === "cutoff") return `${mark} ${monthText(value)}`;
  if (field === "speed") return `${mark} ${value} tokens/s`;
  return value === 0 && sign === "<=" ? "free" : `${mark} $${priceText(value)}`;
}
