import type { SuggestedModel } from "./default-model";
import type { GatewayFacts } from "./gateway-facts";

export interface ChatProps {
  defaultModel: string | null;
  popular: readonly SuggestedModel[];
  /** Names of the models that may answer first. */
  named: readonly SuggestedModel[];
  gateways: readonly GatewayFacts[];
  /** No gateway can be called without the user's own key. */
  keyless: boolean;
}
