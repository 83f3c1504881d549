import { z } from "zod";
import { priceOf, UNIT } from "@/lib/models/price";
import { listedArchitecture, parametersOf } from "@/lib/server/providers/capabilities";
import { type Facts, facts, isDeclaredFree, limit } from "./facts";
import { architectureOfId } from "./modalities";
import { checkInstalled, type Gateway, SOURCES, TOKENLENS } from "./sources";

/** The gateways it has, by its own names for them. */
const FILES: readonly (readonly [Gateway, string])[] = [
  ["openrouter", "openrouter"],
  ["deepinfra", "deepinfra"],
  ["chutes", "chutes"],
  ["huggingface", "huggingface"],
  ["together", "togetherai"],
  ["google", "google"],
  ["fireworks", "fireworks-ai"],
  ["xai", "xai"],
  ["groq", "groq"],
  ["cerebras", "cerebras"],
];

const Row = z.object({
  id: z.string().min(1),
  name: z.string(),
  reasoning: z.boolean(),
  temperature: z.boolean(),
  tool_call: z.boolean(),
  release_date: z.iso.date(),
  modalities: z.object({ input: z.array(z.string()), output: z.array(z.string()) }),
  /** USD per 1M tokens; 0 also stands for unknown. */
  cost: z
    .object({ input: z.number(), output: z.number(), cache_read: z.number(), cache_write: z.number() })
    .partial()
    .optional(),
  limit: z.object({ context: z.number(), output: z.number() }),
});
type Row = z.infer<typeof Row>;

/** Facts from its lists of autumn 2025. */
export async function readTokenlens(): Promise<Facts[]> {
  const source = SOURCES[TOKENLENS];
  checkInstalled(source);
  const lists = await Promise.all(
    FILES.map(async ([gateway, file]) => {
      const module: { default: { models: Record<string, unknown> } } = await import(`${source.name}/${file}`);
      return Object.values(module.default.models).map((raw) => factsOf(gateway, Row.parse(raw)));
    }),
  );
  return lists.flat();
}

function factsOf(gateway: Gateway, row: Row): Facts {
  const architecture = architectureOfId(row.id) ?? listedArchitecture(row.modalities.input, row.modalities.output);
  return facts(gateway, row.id, {
    name: row.name,
    created: Date.parse(row.release_date) / 1000,
    context_length: limit(row.limit.context),
    max_output_length: limit(row.limit.output),
    price: priceFor(gateway, row),
    architecture,
    more_input: architecture?.input_modalities ?? [],
    supported_parameters: [
      ...parametersOf([...(row.tool_call ? ["tools"] : []), ...(row.reasoning ? ["reasoning"] : [])]),
      ...(row.temperature ? ["temperature"] : []),
    ],
    hugging_face_id: gateway === "huggingface" ? row.id : null,
  });
}

function priceFor(gateway: Gateway, { id, cost }: Row) {
  const knownFigure = (figure: number | undefined) => (figure === 0 && !isDeclaredFree(gateway, id) ? null : figure);
  if (!knownFigure(cost?.input) && !knownFigure(cost?.output) && !isDeclaredFree(gateway, id)) return null;
  return priceOf(
    {
      prompt: knownFigure(cost?.input),
      completion: knownFigure(cost?.output),
      input_cache_read: cost?.cache_read || null,
      input_cache_write: cost?.cache_write || null,
    },
    UNIT.usdPerMillion,
  );
}
