import { z } from "zod";
import { UNIT } from "@/lib/models/price";
import { arrowArchitecture, featured } from "./capabilities";
import { ACTIVE, type Lifecycle } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, fields, flag, precision, prices, repository, text, within } from "./rows";
import { statedPrice } from "./stated-price";

const Row = z.object({
  pricing: prices,
  limits: within({ max_context_length: count, max_completion_tokens: count }),
  capabilities: fields,
  architecture: within({ modality: text }),
  quantization: precision,
  deprecated: flag,
  preview: flag,
  hugging_face_id: repository,
});
type Row = z.infer<typeof Row>;

/** Cerebras' public list. Prices are strings in USD per token. */
export const cerebras = openAiCompatible({
  slug: "cerebras",
  name: "Cerebras",
  hue: 65,
  key: bearer("CEREBRAS_API_KEY", "optional"),
  hosts: { list: { env: "CEREBRAS_BASE_URL", url: "https://api.cerebras.ai" } },
  chat: {
    path: "/v1/chat/completions",
    without: ["frequency_penalty", "logit_bias", "presence_penalty", "service_tier", "parallel_tool_calls"],
    withoutInner: ["reasoning_content"],
  },
  path: "/public/v1/models",
  row: Row,
  facts: (row) => ({
    ...statedPrice(row.pricing, UNIT.usdPerToken),
    ...lifecycleIn(row),
    context_length: row.limits?.max_context_length ?? null,
    max_output_length: row.limits?.max_completion_tokens ?? null,
    ...featured(row.capabilities, arrowArchitecture(row.architecture?.modality ?? null)),
    quantization: row.quantization,
    hugging_face_id: row.hugging_face_id,
  }),
});

function lifecycleIn(row: Row): Lifecycle {
  if (row.deprecated) return { state: "deprecated", state_note: "deprecated on Cerebras" };
  return row.preview ? { state: "preview", state_note: "a preview: it may end at short notice" } : ACTIVE;
}
