import { z } from "zod";
import {
  type Price,
  priceOf,
  priceWithout,
  type RawOverride,
  readPrice,
  UNIT,
  UNKNOWN_PRICE,
} from "@/lib/models/price";
import { lackedBy, listedArchitecture, parametersOf, taskArchitecture } from "./capabilities";
import { type Lifecycle, lifecycleUntil } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { count, figure, flag, precision, raw, seconds, text, within, words } from "./rows";

const Row = z.object({
  pricing: within({
    type: text,
    cents_per_input_token: raw,
    cents_per_output_token: raw,
    rate_per_input_token_cached: figure,
    rate_per_input_token_cache_write: figure,
    discount: raw,
    discount_ends_at: seconds,
    full: text,
  }),
  max_tokens: count,
  type: text,
  reported_type: text,
  tags: words,
  quantization: precision,
  deprecated: raw,
  replaced_by: text,
  private: flag,
});
type Row = z.infer<typeof Row>;
type Pricing = NonNullable<Row["pricing"]>;

/** Tags for inputs that a model's type doesn't state. */
const INPUT_TAGS = new Map([
  ["multimodal", "image"],
  ["vision", "image"],
  ["input-image", "image"],
  ["input-audio", "audio"],
  ["input-video", "video"],
]);

/** DeepInfra's own list, which has more facts than its OpenAI-compatible one. Prices are cents per token. */
export const deepinfra = openAiCompatible({
  slug: "deepinfra",
  name: "DeepInfra",
  hue: 215,
  key: bearer("DEEPINFRA_API_KEY", "optional"),
  hosts: { list: { env: "DEEPINFRA_BASE_URL", url: "https://api.deepinfra.com" } },
  chat: { path: "/v1/openai/chat/completions", native: { messages: "/anthropic/v1/messages" } },
  path: "/models/list",
  id: (row) => row.model_name,
  row: Row,
  facts(row, _id, now) {
    const declared = taskArchitecture(row.reported_type) ?? taskArchitecture(row.type);
    const tags = row.tags.map((tag) => tag.trim().toLowerCase());
    const taken = tags.flatMap((tag) => INPUT_TAGS.get(tag) ?? []);
    const inputs = [...(declared?.input_modalities ?? ["text"]), ...taken];
    return {
      ...priceIn(row, now),
      ...lifecycleIn(row, now),
      context_length: row.max_tokens,
      architecture: taken.length > 0 ? listedArchitecture(inputs, declared?.output_modalities ?? ["text"]) : declared,
      supported_parameters: parametersOf(tags.includes("can-disable-reasoning") ? [...tags, "reasoning"] : tags),
      lacks: lackedBy(tags.includes("non-reasoning") ? ["reasoning"] : []),
      quantization: row.quantization,
    };
  },
});

/** Every `pricing.type` that doesn't count tokens is charged by second, image, character … */
function priceIn({ pricing }: Row, now: Date): Price {
  if (!pricing) return UNKNOWN_PRICE;
  if (pricing.type !== null && !/token/i.test(pricing.type)) return priceWithout("per_unit");
  const discount = discountIn(pricing, now);
  const charged = 1 - (discount ?? 0);
  const times = (price: unknown, factor: number) => {
    const cents = readPrice(price, 1);
    return typeof cents === "number" ? cents * factor : price;
  };
  const prompt = times(pricing.cents_per_input_token, charged);
  const cache = (rate: number | null) => (rate === null || rate < 0 ? null : times(prompt, rate));
  return priceOf(
    {
      prompt,
      completion: times(pricing.cents_per_output_token, charged),
      input_cache_read: cache(pricing.rate_per_input_token_cached),
      input_cache_write: cache(pricing.rate_per_input_token_cache_write),
      overrides: longPrompts(pricing.full, charged),
      discount: discount === null ? pricing.discount : null,
    },
    UNIT.centsPerToken,
  );
}

/** The fraction of the list price that is deducted; null when the row's value is not such a fraction. */
function discountIn({ discount, discount_ends_at }: Pricing, now: Date): number | null {
  if (discount_ends_at !== null && discount_ends_at * 1000 <= now.getTime()) return 0;
  const share = discount === null ? 0 : figure.parse(discount);
  return share !== null && share >= 0 && share < 1 ? share : null;
}

/** A price by prompt length: `$1.2 in $6 out $0.24 cached <= 32K`. */
const STEP =
  /^\$\s*([\d.]+)\s+in\s+\$\s*([\d.]+)\s+out(?:\s+\$\s*([\d.]+)\s+cached)?(?:\s+(<=|>)\s*([\d.]+)\s*([KM]))?$/i;
const SCALE = { K: 1_000, M: 1_000_000 } as const;

/** Prices of long prompts in a comma-separated list of steps; none when a step can't be parsed. */
function longPrompts(full: string | null, charged: number): RawOverride[] {
  const steps = (full ?? "").split(",").map((step) => STEP.exec(step.trim()));
  if (steps.length < 2 || steps.includes(null)) return [];
  const cents = (usdPerMillion: string | undefined) =>
    usdPerMillion === undefined ? null : (Number(usdPerMillion) * charged) / UNIT.centsPerToken;
  const bounds = steps.map((step) => {
    const unit = step?.[6]?.toUpperCase() as keyof typeof SCALE | undefined;
    return unit === undefined ? null : Math.round(Number(step?.[5]) * SCALE[unit]);
  });
  const rising = bounds.slice(0, -1).every((bound, i) => bound !== null && bound > (bounds[i - 1] ?? 0));
  if (!rising) return [];
  return steps.slice(1).map((step, i) => ({
    above: bounds[i] ?? null,
    hours: null,
    prompt: cents(step?.[1]),
    completion: cents(step?.[2]),
    input_cache_read: cents(step?.[3]),
  }));
}

function lifecycleIn(row: Row, now: Date): Lifecycle {
  if (row.private) return { state: "private", state_note: "private to its owner on DeepInfra" };
  if (flag.parse(row.deprecated)) return { state: "deprecated", state_note: "deprecated on DeepInfra" };
  return lifecycleUntil(seconds.parse(row.deprecated), now, row.replaced_by);
}
