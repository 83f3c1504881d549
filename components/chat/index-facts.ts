import type { Gateway } from "@/lib/contract/gateway";
import type { SearchIndex } from "@/lib/models/search-index";
import type { GatewayFacts } from "./gateway-facts";

export function gatewayFacts(index: SearchIndex): GatewayFacts[] {
  return index.gateways.map(({ slug, name }) => ({ slug, name }));
}

/** Whether no gateway can be called without the user's own key; false if the backend does not report it. */
export function isKeyless(gateways: readonly Pick<Gateway, "operator_key">[]): boolean {
  return gateways.length > 0 && gateways.every(({ operator_key }) => operator_key === false);
}
