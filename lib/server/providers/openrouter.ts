import { z } from "zod";
import { type Price, priceWithout, UNIT } from "@/lib/models/price";
import { arrowArchitecture, listedArchitecture } from "./capabilities";
import { lifecycleUntil } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { bodyNext } from "./paging";
import { count, day, flag, prices, repository, seconds, stated, text, within, words } from "./rows";
import { statedPrice } from "./stated-price";
import { saysFree, type Ways } from "./units";

const Row = z.object({
  pricing: prices,
  context_length: count,
  top_provider: within({ context_length: count, max_completion_tokens: count, is_moderated: flag }),
  architecture: within({ input_modalities: words, output_modalities: words, modality: text }),
  supported_parameters: words,
  supported_voices: words,
  reasoning: within({ supported_efforts: words, default_effort: stated }),
  knowledge_cutoff: day,
  expiration_date: seconds,
  hugging_face_id: repository,
});
type Row = z.infer<typeof Row>;

/** OpenRouter. Prices are strings in USD per token; without `output_modalities=all`, it only lists text models. */
export const openrouter = openAiCompatible({
  slug: "openrouter",
  name: "OpenRouter",
  hue: 265,
  key: bearer("OPENROUTER_API_KEY", "optional"),
  hosts: { list: { env: "OPENROUTER_BASE_URL", url: "https://openrouter.ai" } },
  chat: {
    path: "/api/v1/chat/completions",
    native: { responses: "/api/v1/responses", messages: "/api/v1/messages" },
  },
  path: "/api/v1/models?output_modalities=all",
  next: bodyNext,
  total: "total_count",
  row: Row,
  zeros: "free",
  facts: ({ architecture, top_provider, ...row }, id, now) => ({
    ...priceIn({ architecture, top_provider, ...row }, id),
    ways: waysIn({ architecture }),
    ...lifecycleUntil(row.expiration_date, now),
    context_length: row.context_length ?? top_provider?.context_length ?? null,
    max_output_length: top_provider?.max_completion_tokens ?? null,
    architecture:
      listedArchitecture(architecture?.input_modalities ?? [], architecture?.output_modalities ?? []) ??
      arrowArchitecture(architecture?.modality ?? null),
    supported_parameters: row.supported_parameters,
    complete: true,
    hugging_face_id: row.hugging_face_id,
    facts: {
      knowledge_cutoff: row.knowledge_cutoff,
      moderated: top_provider?.is_moderated ?? null,
      voices: row.supported_voices,
      reasoning_efforts: row.reasoning?.supported_efforts ?? null,
      default_reasoning_effort: row.reasoning?.default_effort ?? null,
    },
  }),
});

/** A row's inputs and outputs in OpenRouter's own terms. */
function waysIn({ architecture }: Pick<Row, "architecture">): Ways {
  const [from = "", to = ""] = architecture?.modality?.split("->") ?? [];
  const listed = (words: readonly string[] = [], modality: string) => (words.length > 0 ? words : modality.split("+"));
  return {
    inputs: listed(architecture?.input_modalities, from).filter(Boolean),
    outputs: listed(architecture?.output_modalities, to).filter(Boolean),
  };
}

/** For outputs other than text, only IDs with `:free` and the router of free models are free. */
function priceIn(row: Row, id: string): Price {
  const price = statedPrice(row.pricing, UNIT.usdPerToken);
  const isText = waysIn(row).outputs.every((output) => output.toLowerCase() === "text");
  return price.price_state !== "free" || isText || saysFree(id) ? price : priceWithout("per_unit");
}
