import { z } from "zod";
import { type Price, priceOf, type RawOverride, UNIT, UNKNOWN_PRICE, withNote } from "@/lib/models/price";
import { arrowArchitecture, listedArchitecture } from "./capabilities";
import { lifecycleUntil } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { bodyNext } from "./paging";
import { hoursIn, PRICE_CONDITIONS } from "./price-hours";
import { count, flag, PRICE_PARTS, records, seconds, text, within, words } from "./rows";
import { priceByUnit, saysFree } from "./units";

const Row = z.object({
  pricing: within({ ...PRICE_PARTS, overrides: records }),
  context_length: count,
  top_provider: within({ context_length: count, max_completion_tokens: count, is_moderated: flag }),
  architecture: within({ input_modalities: words, output_modalities: words, modality: text }),
  supported_parameters: words,
  supported_voices: words,
  reasoning: within({ supported_efforts: words, default_effort: text }),
  knowledge_cutoff: text,
  expiration_date: seconds,
  hugging_face_id: text,
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
  facts: ({ architecture, top_provider, ...row }, id, now) => ({
    ...priceIn({ architecture, ...row }, id),
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

/** For outputs other than text, only IDs with `:free` and the router of free models are free. */
function priceIn({ pricing, architecture }: Pick<Row, "pricing" | "architecture">, id: string): Price {
  if (!pricing) return UNKNOWN_PRICE;
  const { overrides, ...parts } = pricing;
  const [readable, odd] = [overrides.filter((one) => overrideIn(one)), overrides.filter((one) => !overrideIn(one))];
  const price = priceOf({ ...parts, overrides: readable.flatMap((one) => overrideIn(one) ?? []) }, UNIT.usdPerToken);
  const [from = "", to = ""] = architecture?.modality?.split("->") ?? [];
  const listed = (words: readonly string[] = [], said: string) => (words.length > 0 ? words : said.split("+"));
  const inputs = listed(architecture?.input_modalities, from).filter(Boolean);
  const outputs = listed(architecture?.output_modalities, to).filter(Boolean);
  const counted = priceByUnit(price, { inputs, outputs }, saysFree(id) || id === "openrouter/free");
  if (odd.length === 0 || counted.price_state !== "known") return counted;
  return withNote(counted, "it also has prices under conditions that are not read here");
}

/** An override; null when one of its conditions can't be parsed, because then it may or may not apply. */
function overrideIn(entry: Record<string, unknown>): RawOverride | null {
  const keys = Object.keys(entry);
  if (keys.some((key) => !(key in PRICE_PARTS) && key !== "input_audio_cache" && !PRICE_CONDITIONS.has(key)))
    return null;
  const { min_prompt_tokens: above } = entry;
  const hours = hoursIn(entry);
  if (hours === undefined || (above != null && !(typeof above === "number" && above >= 0))) return null;
  const { prompt, completion, input_cache_read } = entry;
  return { above: typeof above === "number" ? above : null, hours, prompt, completion, input_cache_read };
}
