import { z } from "zod";
import { UNIT } from "@/lib/models/price";
import { arrowArchitecture, featured } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, fields, precision, prices, repository, text, within } from "./rows";
import { statedPrice } from "./stated-price";

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
    hugging_face_id: repository,
    context_length: count,
    architecture: within({ modality: text }),
    supported_features: fields,
    quantization: precision,
  }),
  facts: ({ pricing, ...row }) => ({
    ...statedPrice(pricing, UNIT.usdPerToken),
    created: null,
    context_length: row.context_length,
    ...featured(row.supported_features, arrowArchitecture(row.architecture?.modality ?? null)),
    quantization: row.quantization,
    hugging_face_id: row.hugging_face_id,
  }),
});
