import { z } from "zod";
import { priceOf, UNIT } from "@/lib/models/price";
import { listedArchitecture } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, raw, words } from "./rows";

/** xAI. Prices are integers in cents per 100M tokens; other names of a model are told in its note. */
export const xai = openAiCompatible({
  slug: "xai",
  name: "xAI",
  hue: 0,
  key: bearer("XAI_API_KEY", "required"),
  hosts: { list: { env: "XAI_BASE_URL", url: "https://api.x.ai" } },
  path: "/v1/language-models",
  envelope: "models",
  row: z.object({
    prompt_text_token_price: raw,
    completion_text_token_price: raw,
    cached_prompt_text_token_price: raw,
    input_modalities: words,
    output_modalities: words,
    context_length: count,
    aliases: words,
  }),
  facts: (row) => ({
    ...priceOf(
      {
        prompt: row.prompt_text_token_price,
        completion: row.completion_text_token_price,
        input_cache_read: row.cached_prompt_text_token_price,
      },
      UNIT.centsPer100Million,
    ),
    state_note: row.aliases.length > 0 ? `also answers to ${row.aliases.join(", ")}` : null,
    context_length: row.context_length,
    architecture: listedArchitecture(row.input_modalities, row.output_modalities),
  }),
});
