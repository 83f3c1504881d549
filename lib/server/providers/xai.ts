import { z } from "zod";
import { type Price, priceOf, type RawOverride, UNIT } from "@/lib/models/price";
import { listedArchitecture } from "./capabilities";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, raw, text, words } from "./rows";

const Row = z.object({
  prompt_text_token_price: raw,
  completion_text_token_price: raw,
  cached_prompt_text_token_price: raw,
  long_context_threshold: count,
  prompt_text_token_price_long_context: raw,
  completion_text_token_price_long_context: raw,
  cached_prompt_text_token_price_long_context: raw,
  input_modalities: words,
  output_modalities: words,
  context_length: count,
  max_prompt_length: count,
  name: text,
  aliases: words,
  discount: raw,
});
type Row = z.infer<typeof Row>;

/** xAI. Prices are integers in cents per 100M tokens; a model's other names are listed in its note. */
export const xai = openAiCompatible({
  slug: "xai",
  name: "xAI",
  hue: 0,
  key: bearer("XAI_API_KEY", "required"),
  hosts: { list: { env: "XAI_BASE_URL", url: "https://api.x.ai" } },
  chat: { path: "/v1/chat/completions", native: { responses: "/v1/responses" } },
  path: "/v1/language-models",
  envelope: "models",
  row: Row,
  facts(row, id) {
    const aliases = row.aliases.filter((alias) => alias !== id);
    return {
      ...priceIn(row),
      state_note: aliases.length > 0 ? `also answers to ${aliases.join(", ")}` : null,
      context_length: row.context_length ?? row.max_prompt_length,
      architecture: listedArchitecture(row.input_modalities, row.output_modalities),
      facts: { aliases },
    };
  },
});

/** Prompts above the threshold have separate prices. */
function priceIn(row: Row): Price {
  const long: RawOverride = {
    above: row.long_context_threshold,
    hours: null,
    prompt: positive(row.prompt_text_token_price_long_context),
    completion: positive(row.completion_text_token_price_long_context),
    input_cache_read: positive(row.cached_prompt_text_token_price_long_context),
  };
  const has = long.above !== null && (long.prompt !== null || long.completion !== null);
  return priceOf(
    {
      prompt: row.prompt_text_token_price,
      completion: row.completion_text_token_price,
      input_cache_read: row.cached_prompt_text_token_price,
      overrides: has ? [long] : [],
      discount: row.discount,
    },
    UNIT.centsPer100Million,
  );
}

/** A long-prompt price, if set: 0 means none. */
function positive(price: unknown): unknown {
  return Number(price) > 0 ? price : null;
}
