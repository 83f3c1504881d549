import type { SuggestedModel } from "./default-model";
import type { GatewayFacts } from "./gateway-facts";

/** What a page hands to the chat. */
export interface ChatProps {
  /** Who answers when nobody was named. */
  defaultModel: string | null;
  /** Models to begin with. */
  popular: readonly SuggestedModel[];
  gateways: readonly GatewayFacts[];
  /** No gateway can be called here without a key of one's own. */
  keyless: boolean;
}
