import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { priceOf, UNIT } from "@/lib/models/price";
import { listedArchitecture, parametersOf, taskArchitecture, way } from "./capabilities";
import { ACTIVE, type Lifecycle } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, raw, text, words } from "./rows";

const Row = z.object({
  input_token_price_per_m: raw,
  output_token_price_per_m: raw,
  context_size: count,
  max_output_tokens: count,
  features: words,
  input_modalities: words,
  output_modalities: words,
  model_type: text,
  display_name: text,
  status: raw,
});
type Row = z.infer<typeof Row>;

/** Novita. Prices are integers in 1e-4 USD per 1M tokens. */
export const novita = openAiCompatible({
  slug: "novita",
  name: "Novita",
  hue: 170,
  key: bearer("NOVITA_API_KEY", "optional"),
  hosts: { list: { env: "NOVITA_BASE_URL", url: "https://api.novita.ai" } },
  chat: { path: "/openai/v1/chat/completions" },
  path: "/v3/openai/models",
  row: Row,
  facts: (row, id) => ({
    ...priceOf(
      { prompt: row.input_token_price_per_m, completion: row.output_token_price_per_m },
      UNIT.tenThousandthUsdPerMillion,
    ),
    ...lifecycleIn(row.status, id),
    name: row.display_name,
    context_length: row.context_size,
    max_output_length: row.max_output_tokens,
    architecture: architectureOf(row),
    supported_parameters: parametersOf(row.features),
  }),
});

/** Its lists, and what the type says where one of them is missing. */
function architectureOf({ model_type, input_modalities, output_modalities }: Row): Architecture | null {
  const fromType = taskArchitecture(model_type) ?? way("text", "text");
  return listedArchitecture(
    input_modalities.length > 0 ? input_modalities : fromType.input_modalities,
    output_modalities.length > 0 ? output_modalities : fromType.output_modalities,
  );
}

function lifecycleIn(status: unknown, id: string): Lifecycle {
  if (id.startsWith("ai_infer_test")) return { state: "private", state_note: "a test of Novita's own" };
  if (status === null || status === 1) return ACTIVE;
  return { state: "inactive", state_note: "switched off at Novita" };
}
