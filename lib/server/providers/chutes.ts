import { z } from "zod";
import { UNIT } from "@/lib/models/price";
import { featured, listedArchitecture } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, fields, precision, prices, repository, words } from "./rows";
import { statedPrice } from "./stated-price";

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
    pricing: prices,
    root: repository,
    context_length: count,
    max_model_len: count,
    max_output_length: count,
    input_modalities: words,
    output_modalities: words,
    supported_features: fields,
    quantization: precision,
  }),
  zeros: "free",
  facts: ({ pricing, ...row }) => ({
    ...statedPrice(pricing, UNIT.usdPerMillion),
    created: null,
    context_length: row.context_length ?? row.max_model_len,
    max_output_length: row.max_output_length,
    ...featured(row.supported_features, listedArchitecture(row.input_modalities, row.output_modalities)),
    quantization: row.quantization,
    hugging_face_id: row.root,
  }),
});
