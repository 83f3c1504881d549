import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { type Price, priceOf, UNIT, UNKNOWN_PRICE } from "@/lib/models/price";
import { listedArchitecture, taskArchitecture } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, raw, repository, stated, text, within, words } from "./rows";

const Row = z.object({
  type: text,
  display_name: text,
  organization: text,
  license: stated,
  link: repository,
  context_length: count,
  input_modalities: words,
  output_modalities: words,
  pricing: within({ input: raw, output: raw, cached_input: raw, discount: raw }),
});
type Row = z.infer<typeof Row>;

/** Together. A bare array; prices are numbers in USD per 1M tokens; only `type` implies capabilities. */
export const together = openAiCompatible({
  slug: "together",
  name: "Together",
  hue: 245,
  key: bearer("TOGETHER_API_KEY", "required"),
  hosts: { list: { env: "TOGETHER_BASE_URL", url: "https://api.together.xyz" } },
  path: "/v1/models",
  row: Row,
  facts: (row) => ({
    ...priceIn(row),
    name: row.display_name,
    owned_by: row.organization,
    context_length: row.context_length,
    architecture: architectureIn(row),
    hugging_face_id: row.link,
    facts: { license: row.license },
  }),
});

/** A chat model may have further inputs that its type doesn't state. */
function architectureIn({ type, input_modalities, output_modalities }: Row): Architecture | null {
  const listed = listedArchitecture(input_modalities, output_modalities);
  if (listed) return listed;
  const declared = taskArchitecture(type);
  return declared && /^(chat|language)$/i.test(type ?? "") ? { ...declared, input_modalities: [] } : declared;
}

function priceIn({ pricing }: Row): Price {
  if (!pricing) return UNKNOWN_PRICE;
  const { input: prompt, output: completion, cached_input, discount } = pricing;
  return priceOf({ prompt, completion, input_cache_read: cached_input, discount }, UNIT.usdPerMillion);
}
