import { z } from "zod";
import { type Price, priceOf, priceWithout, UNIT, UNKNOWN_PRICE } from "@/lib/models/price";
import { taskArchitecture } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, raw, text, within } from "./rows";

const Row = z.object({
  type: text,
  display_name: text,
  organization: text,
  context_length: count,
  pricing: within({ input: raw, output: raw, cached_input: raw }),
});
type Row = z.infer<typeof Row>;

/** Together. A bare array; prices are numbers in USD per 1M tokens; `type` alone speaks of abilities. */
export const together = openAiCompatible({
  slug: "together",
  name: "Together",
  hue: 245,
  key: bearer("TOGETHER_API_KEY", "required"),
  hosts: { list: { env: "TOGETHER_BASE_URL", url: "https://api.together.xyz" } },
  path: "/v1/models",
  row: Row,
  facts: (row, id) => ({
    ...priceIn(row, id),
    name: row.display_name,
    owned_by: row.organization,
    context_length: row.context_length,
    architecture: taskArchitecture(row.type),
  }),
});

/** Token prices of 0 on what is charged by image or second are no gift, unless the id says so. */
function priceIn({ pricing, type }: Row, id: string): Price {
  if (!pricing) return UNKNOWN_PRICE;
  const { input: prompt, output: completion, cached_input } = pricing;
  const price = priceOf({ prompt, completion, input_cache_read: cached_input }, UNIT.usdPerMillion);
  const byUnit = /^(image|audio|video|transcribe)$/i.test(type ?? "") && !/-free$/i.test(id);
  return byUnit && price.price_state === "free" ? priceWithout("per_unit") : price;
}
