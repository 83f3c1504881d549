import type { SuggestedModel } from "./default-model";
import type { GatewayFacts } from "./gateway-facts";

export interface ChatProps {
  /** The model that answers when none was chosen. */
  defaultModel: string | null;
  /** Models suggested for a new conversation. */
  popular: readonly SuggestedModel[];
  /** Names of the models that may answer first. */
  named: readonly SuggestedModel[];
  gateways: readonly GatewayFacts[];
  /** No gateway can be called without the user's own key. */
  keyless: boolean;
}
