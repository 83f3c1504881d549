import { z } from "zod";
import { priceOf, UNIT } from "@/lib/models/price";
import { listedArchitecture, parametersOf } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, raw, text, within, words } from "./rows";

/**
 * Chutes. Prices are numbers in USD per 1M tokens; `created` is the time of the response, `root` the served repository.
 */
export const chutes = openAiCompatible({
  slug: "chutes",
  name: "Chutes",
  hue: 150,
  key: bearer("CHUTES_API_KEY", "optional"),
  hosts: { list: { env: "CHUTES_BASE_URL", url: "https://llm.chutes.ai" } },
  path: "/v1/models",
  row: z.object({
    pricing: within({ prompt: raw, completion: raw, input_cache_read: raw }),
    root: text,
    context_length: count,
    max_model_len: count,
    max_output_length: count,
    input_modalities: words,
    output_modalities: words,
    supported_features: words,
    quantization: text,
  }),
  facts: ({ pricing, ...row }) => ({
    ...priceOf(pricing ?? { prompt: null, completion: null }, UNIT.usdPerMillion),
    created: null,
    context_length: row.context_length ?? row.max_model_len,
    max_output_length: row.max_output_length,
    architecture: listedArchitecture(row.input_modalities, row.output_modalities),
    supported_parameters: parametersOf(row.supported_features),
    quantization: row.quantization,
    hugging_face_id: row.root !== null && /^[\w.-]+\/[\w.-]+$/.test(row.root) ? row.root : null,
  }),
});
