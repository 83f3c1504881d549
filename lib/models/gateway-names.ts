import type { ListName } from "@/lib/contract/query";
import { authorName } from "./identity/author-names";
import type { IndexedGateway } from "./search-index";

/** The gateways in a filter value: one, or several that must all have the model (`groq+cerebras`). */
export function gatewaySet(value: string): string[] {
  return value.split(/[+\s]+/).filter((slug) => slug !== "");
}

/** The current name of a value: gateways and authors may have older ones. Keeps a leading minus. */
export function presentName(gateways: readonly IndexedGateway[], list: ListName, value: string): string {
  if (list !== "gateways" && list !== "authors") return value;
  const excluded = value.startsWith("-") ? "-" : "";
  const name = value.slice(excluded.length);
  const slug = (gateway: string) => gateways.find((g) => g.aliases.includes(gateway))?.slug ?? gateway;
  return excluded + (list === "authors" ? authorName(name) : gatewaySet(name).map(slug).join("+"));
}

/** The slug of the demo gateway, which echoes messages. */
export const DEMO = "demo";

/** The gateways to count: all but the demo. */
export function countedGateways<G extends { slug: string }>(gateways: readonly G[]): G[] {
  return gateways.filter(({ slug }) => slug !== DEMO);
}
