import type { ChatProps } from "@/components/chat/chat-props";
import { defaultModel, namedModel, popularModels } from "@/components/chat/default-model";
import { gatewayFacts, isKeyless } from "@/components/chat/index-facts";
import { getBackend } from "@/lib/client/get-backend";
import type { ChatTarget } from "@/lib/contract/conversation";
import { modelNamed } from "@/lib/models/pasted";

const MAX_SUGGESTED = 4;

/** `requested` are the targets in the URL. */
export async function chatProps(requested: readonly ChatTarget[] = []): Promise<ChatProps> {
  const [{ index }, gateways] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  const first = defaultModel(index, gateways);
  const named = [...requested.map(({ model }) => model), ...(first === null ? [] : [first])].flatMap((id) => {
    const m = modelNamed(index, id);
    return m < 0 ? [] : [{ ...namedModel(index, m), id }];
  });
  return {
    defaultModel: first,
    popular: popularModels(index, MAX_SUGGESTED),
    named,
    gateways: gatewayFacts(index),
    keyless: isKeyless(gateways),
  };
}
