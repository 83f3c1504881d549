import { z } from "zod";
import { priceOf, UNIT } from "@/lib/models/price";
import { arrowArchitecture, listedArchitecture } from "./capabilities";
import { lifecycleUntil } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { bodyNext } from "./paging";
import { count, prices, seconds, text, within, words } from "./rows";

const Row = z.object({
  pricing: prices,
  context_length: count,
  top_provider: within({ context_length: count, max_completion_tokens: count }),
  architecture: within({ input_modalities: words, output_modalities: words, modality: text }),
  supported_parameters: words,
  expiration_date: seconds,
  hugging_face_id: text,
});

/** OpenRouter. Prices are strings in USD per token; without `output_modalities=all` it lists text models only. */
export const openrouter = openAiCompatible({
  slug: "openrouter",
  name: "OpenRouter",
  hue: 265,
  key: bearer("OPENROUTER_API_KEY", "optional"),
  hosts: { list: { env: "OPENROUTER_BASE_URL", url: "https://openrouter.ai" } },
  chat: { path: "/api/v1/chat/completions" },
  path: "/api/v1/models?output_modalities=all",
  next: bodyNext,
  total: "total_count",
  row: Row,
  facts: ({ pricing, architecture, top_provider, ...row }, _id, now) => ({
    ...priceOf(pricing ?? { prompt: null, completion: null }, UNIT.usdPerToken),
    ...lifecycleUntil(row.expiration_date, now),
    context_length: row.context_length ?? top_provider?.context_length ?? null,
    max_output_length: top_provider?.max_completion_tokens ?? null,
    architecture:
      listedArchitecture(architecture?.input_modalities ?? [], architecture?.output_modalities ?? []) ??
      arrowArchitecture(architecture?.modality ?? null),
    supported_parameters: row.supported_parameters,
    hugging_face_id: row.hugging_face_id,
  }),
});
