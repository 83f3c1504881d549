import type { ChatProps } from "@/components/chat/chat-props";
import { defaultModel, popularModels } from "@/components/chat/default-model";
import { gatewayFacts, isKeyless } from "@/components/chat/index-facts";
import { getBackend } from "@/lib/client/get-backend";

/** How many models a new conversation suggests. */
const SUGGESTED = 4;

/** What both chat pages need from the catalog. */
export async function chatProps(): Promise<ChatProps> {
  const [{ index }, gateways] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  return {
    defaultModel: defaultModel(index, gateways),
    popular: popularModels(index, SUGGESTED),
    gateways: gatewayFacts(index),
    keyless: isKeyless(gateways),
  };
}
