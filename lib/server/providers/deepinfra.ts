import { z } from "zod";
import { type Price, priceOf, priceWithout, UNIT, UNKNOWN_PRICE } from "@/lib/models/price";
import { parametersOf, seeing, taskArchitecture } from "./capabilities";
import { type Lifecycle, lifecycleUntil } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, flag, raw, seconds, text, within, words } from "./rows";

const Row = z.object({
  pricing: within({ type: text, cents_per_input_token: raw, cents_per_output_token: raw }),
  max_tokens: count,
  type: text,
  reported_type: text,
  tags: words,
  quantization: text,
  deprecated: seconds,
  replaced_by: text,
  private: flag,
});
type Row = z.infer<typeof Row>;

/** DeepInfra's own list, which tells more than its OpenAI-compatible one. Prices are cents per token. */
export const deepinfra = openAiCompatible({
  slug: "deepinfra",
  name: "DeepInfra",
  hue: 215,
  key: bearer("DEEPINFRA_API_KEY", "optional"),
  hosts: { list: { env: "DEEPINFRA_BASE_URL", url: "https://api.deepinfra.com" } },
  chat: { path: "/v1/openai/chat/completions" },
  path: "/models/list",
  id: (row) => row.model_name,
  row: Row,
  facts(row, _id, now) {
    const architecture = taskArchitecture(row.reported_type) ?? taskArchitecture(row.type);
    const sees = row.tags.some((tag) => /^(multimodal|vision)$/i.test(tag));
    return {
      ...priceIn(row),
      ...lifecycleIn(row, now),
      context_length: row.max_tokens,
      architecture: sees ? seeing(architecture) : architecture,
      supported_parameters: parametersOf(row.tags),
      quantization: row.quantization,
    };
  },
});

/** Every `pricing.type` that does not count tokens is charged by second, image, character … */
function priceIn({ pricing }: Row): Price {
  if (!pricing) return UNKNOWN_PRICE;
  if (pricing.type !== null && !/token/i.test(pricing.type)) return priceWithout("per_unit");
  const { cents_per_input_token: prompt, cents_per_output_token: completion } = pricing;
  return priceOf({ prompt, completion }, UNIT.centsPerToken);
}

function lifecycleIn(row: Row, now: Date): Lifecycle {
  if (row.private) return { state: "private", state_note: "private to its owner on DeepInfra" };
  return lifecycleUntil(row.deprecated, now, row.replaced_by);
}
