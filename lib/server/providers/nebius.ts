import { z } from "zod";
import { priceOf, UNIT } from "@/lib/models/price";
import { arrowArchitecture, parametersOf } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, prices, text, within, words } from "./rows";

/** Nebius. Prices are in USD per token and only included with `verbose`; `created` is the time of the response. */
export const nebius = openAiCompatible({
  slug: "nebius",
  name: "Nebius",
  hue: 115,
  key: bearer("NEBIUS_API_KEY", "required"),
  hosts: { list: { env: "NEBIUS_BASE_URL", url: "https://api.tokenfactory.nebius.com" } },
  path: "/v1/models?verbose=true",
  row: z.object({
    pricing: prices,
    hugging_face_id: text,
    context_length: count,
    architecture: within({ modality: text }),
    supported_features: words,
    quantization: text,
  }),
  facts: ({ pricing, ...row }) => ({
    ...priceOf(pricing ?? { prompt: null, completion: null }, UNIT.usdPerToken),
    created: null,
    context_length: row.context_length,
    architecture: arrowArchitecture(row.architecture?.modality ?? null),
    supported_parameters: parametersOf(row.supported_features),
    quantization: row.quantization,
    hugging_face_id: row.hugging_face_id,
  }),
});
