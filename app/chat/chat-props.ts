import type { ChatProps } from "@/components/chat/chat-props";
import { defaultModel, namedModel, popularModels } from "@/components/chat/default-model";
import { gatewayFacts, isKeyless } from "@/components/chat/index-facts";
import { getBackend } from "@/lib/client/get-backend";
import type { ChatTarget } from "@/lib/contract/conversation";
import { modelNamed } from "@/lib/models/pasted";

/** How many models a new conversation suggests. */
const SUGGESTED = 4;

/** What both chat pages need from the catalog. `asked`: the models in the address. */
export async function chatProps(asked: readonly ChatTarget[] = []): Promise<ChatProps> {
  const [{ index }, gateways] = await Promise.all([getBackend().catalog(), getBackend().gateways()]);
  const first = defaultModel(index, gateways);
  const named = [...asked.map(({ model }) => model), ...(first === null ? [] : [first])].flatMap((id) => {
    const m = modelNamed(index, id);
    return m < 0 ? [] : [{ ...namedModel(index, m), id }];
  });
  return {
    defaultModel: first,
    popular: popularModels(index, SUGGESTED),
    named,
    gateways: gatewayFacts(index),
    keyless: isKeyless(gateways),
  };
}
