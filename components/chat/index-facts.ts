import type { SearchIndex } from "@/lib/models/search-index";
import type { GatewayFacts } from "./gateway-facts";

/** What a chat shows of the gateways. */
export function gatewayFacts(index: SearchIndex): GatewayFacts[] {
  return index.gateways.map(({ slug, name, hue }) => ({ slug, name, hue }));
}
