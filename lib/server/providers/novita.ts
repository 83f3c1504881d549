import { z } from "zod";
import { isRecord } from "@/lib/contract/json-object";
import type { Architecture } from "@/lib/contract/offer";
import { type Price, priceOf, type RawPrices, readPrice, UNIT, UNKNOWN_PRICE, withNote } from "@/lib/models/price";
import { featured, listedArchitecture, modalityArchitecture, taskArchitecture } from "./capabilities";
import { ACTIVE, type Lifecycle } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, fields, figure, flag, raw, records, text, within, words } from "./rows";

const Row = z.object({
  input_token_price_per_m: raw,
  output_token_price_per_m: raw,
  cache_read_input_token_price_per_m: raw,
  cache_creation_input_token_price_per_m: raw,
  cache_creation_1_hour_input_token_price_per_m: raw,
  pricing: within({ prompt: raw, completion: raw, input_cache_read: raw, input_cache_write: raw, discount: raw }),
  is_tiered_billing: flag,
  tiered_billing_configs: records,
  context_size: count,
  max_output_tokens: count,
  features: fields,
  input_modalities: words,
  output_modalities: words,
  model_type: text,
  display_name: text,
  status: raw,
  discount: raw,
});
type Row = z.infer<typeof Row>;

/** Novita. Prices are integers in 1e-4 USD per 1M tokens. */
export const novita = openAiCompatible({
  slug: "novita",
  name: "Novita",
  hue: 170,
  key: bearer("NOVITA_API_KEY", "optional"),
  hosts: { list: { env: "NOVITA_BASE_URL", url: "https://api.novita.ai" } },
  chat: { path: "/openai/v1/chat/completions", native: { messages: "/anthropic/v1/messages" } },
  path: "/v3/openai/models",
  zeros: "free",
  row: Row,
  facts: (row, id) => ({
    ...priceIn(row),
    ...lifecycleIn(row.status, id),
    name: row.display_name,
    context_length: row.context_size,
    max_output_length: row.max_output_tokens,
    ...featured(row.features, architectureOf(row)),
  }),
});

/** The prices in the row's object, otherwise its flat ones; tiered rows only have them in their tiers. */
function priceIn(row: Row): Price {
  const discount = row.discount ?? row.pricing?.discount;
  const steps = row.tiered_billing_configs.flatMap(stepIn).sort((a, b) => a.from - b.from);
  const [first, ...long] = steps;
  if (first) {
    const overrides = long.map(({ from, ...prices }) => ({ above: from - 1, hours: null, ...prices }));
    const price = priceOf({ ...first, overrides, discount }, UNIT.tenThousandthUsdPerMillion);
    if (steps.length === row.tiered_billing_configs.length) return price;
    return first.from > 1
      ? UNKNOWN_PRICE
      : withNote(price, "it also has prices of long prompts that are not read here");
  }
  if (row.is_tiered_billing) return UNKNOWN_PRICE;
  const parts = partsIn(row.pricing ?? {});
  const flat: RawPrices = {
    discount,
    prompt: positive(parts.prompt) ?? row.input_token_price_per_m ?? parts.prompt,
    completion: positive(parts.completion) ?? row.output_token_price_per_m ?? parts.completion,
    input_cache_read: parts.input_cache_read ?? positive(row.cache_read_input_token_price_per_m),
    input_cache_write: parts.input_cache_write ?? positive(row.cache_creation_input_token_price_per_m),
    input_cache_write_1h: positive(row.cache_creation_1_hour_input_token_price_per_m),
  };
  return priceOf(flat, UNIT.tenThousandthUsdPerMillion);
}

/** One tier of a price, and the prompt length it starts at. */
function stepIn({ min_tokens, pricing, ...flat }: Record<string, unknown>) {
  const from = figure.parse(min_tokens);
  const parts = partsIn(isRecord(pricing) ? pricing : {});
  const prompt = parts.prompt ?? pricePerM(flat.input_pricing);
  const completion = parts.completion ?? pricePerM(flat.output_pricing);
  if (from === null || !Number.isSafeInteger(from) || (prompt === null && completion === null)) return [];
  return [{ ...parts, from, prompt, completion }];
}

function partsIn({ prompt, completion, input_cache_read, input_cache_write }: Record<string, unknown>) {
  return {
    prompt: pricePerM(prompt),
    completion: pricePerM(completion),
    input_cache_read: pricePerM(input_cache_read),
    input_cache_write: pricePerM(input_cache_write),
  };
}

const DOLLARS = UNIT.usdPerMillion / UNIT.tenThousandthUsdPerMillion;

/** A price field in 1e-4 USD per 1M tokens: `price_per_m` has that unit, `price_per_m_decimal` is in USD. */
function pricePerM(part: unknown): unknown {
  if (!isRecord(part)) return null;
  return part.price_per_m ?? part.pricePerM ?? readPrice(part.price_per_m_decimal, DOLLARS);
}

/** A price, if set: 0 means none. */
function positive(price: unknown): unknown {
  return Number(price) > 0 ? price : null;
}

/** The row's modality lists, or the modalities implied by its type when one is missing. */
function architectureOf({ model_type, input_modalities, output_modalities }: Row): Architecture | null {
  const fromType = taskArchitecture(model_type) ?? modalityArchitecture("text", "text");
  return listedArchitecture(
    input_modalities.length > 0 ? input_modalities : fromType.input_modalities,
    output_modalities.length > 0 ? output_modalities : fromType.output_modalities,
  );
}

function lifecycleIn(status: unknown, id: string): Lifecycle {
  if (id.startsWith("ai_infer_test")) return { state: "private", state_note: "a test of Novita's own" };
  if (flag.parse(status) ?? figure.parse(status) === null) return ACTIVE;
  return { state: "inactive", state_note: "switched off on Novita" };
}
