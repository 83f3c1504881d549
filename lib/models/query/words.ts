import type { BoundField } from "@/lib/contract/bound";
import { lookup } from "@/lib/contract/lookup";
import type { ListName } from "@/lib/contract/query";
import { OFFER_STATES, PRICE_STATES } from "@/lib/contract/states";
import { CAPABILITIES, CAPABILITY_VALUES } from "../search-index";

/** Words that are filters when unquoted. */
export const BARE_WORDS: Record<string, readonly [ListName, string]> = lookup({
  ...Object.fromEntries(CAPABILITIES.map((name) => [name, ["abilities", name]])),
  open: ["weights", "open"],
  free: ["prices", "free"],
});

/** Names of figures before an operator. */
export const FIELD_NAMES: Record<string, BoundField> = lookup({
  ctx: "ctx",
  context: "ctx",
  in: "in",
  out: "out",
  blend: "blend",
  month: "month",
  speed: "speed",
  params: "params",
  parameters: "params",
  cutoff: "cutoff",
  age: "age",
  gateways: "spread",
});

/** The values of lists with a fixed set of values; the others are names. */
export const VALUES: Partial<Record<ListName, readonly string[]>> = {
  abilities: CAPABILITY_VALUES,
  prices: PRICE_STATES,
  weights: ["open"],
  states: OFFER_STATES,
};
