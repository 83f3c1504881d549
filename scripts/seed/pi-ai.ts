import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { type Price, priceOf, priceWithout, UNIT } from "@/lib/models/price";
import { listedArchitecture } from "@/lib/server/providers/capabilities";
import { priceByUnit } from "@/lib/server/providers/units";
import { type Facts, figure, isDeclaredFree, NO_CAPABILITIES, namedLimits } from "./facts";
import { GATEWAYS, type Gateway, PI_AI, readPackage, SOURCES } from "./sources";

const Rates = { input: z.number(), output: z.number(), cacheRead: z.number(), cacheWrite: z.number() };
const Row = z.object({
  type: z.enum(["chat", "image"]),
  id: z.string().min(1),
  name: z.string(),
  reasoning: z.boolean().optional(),
  input: z.array(z.string()),
  output: z.array(z.string()).optional(),
  /** USD per 1M tokens; 0 may also mean unknown. */
  cost: z.object({ ...Rates, tiers: z.array(z.object({ ...Rates, inputTokensAbove: z.number() })).optional() }),
  contextWindow: z.number().optional(),
  maxTokens: z.number().optional(),
  thinkingLevelMap: z.record(z.string(), z.string().nullable()).optional(),
});
type Row = z.infer<typeof Row>;
/** Lists by the API that their models are called through. */
const Lists = z.record(z.string(), z.record(z.string(), z.unknown()));
/** The API of classifiers, which none of our gateways supports. */
const CLASSIFIERS = "typesafe-system-one";

const OUTPUTS = { chat: ["text"], image: ["image"] };

/** The gateways that it has lists of. */
export const PI_AI_GATEWAYS: ReadonlySet<Gateway> = new Set<Gateway>(
  GATEWAYS.filter((gateway) => !["deepinfra", "chutes", "nebius", "novita"].includes(gateway)),
);

/** Facts from its lists: chat models that call tools, and image models of OpenRouter. */
export function readPiAi(): Facts[] {
  return readPackage(SOURCES[PI_AI], (file) =>
    [...PI_AI_GATEWAYS].flatMap((gateway) => {
      const lists = Lists.parse(JSON.parse(file(`dist/providers/data/${gateway}.json`).toString("utf8")));
      const byId = new Map<string, Row[]>();
      for (const raw of Object.entries(lists).flatMap(([api, list]) =>
        api === CLASSIFIERS ? [] : Object.values(list),
      )) {
        const row = Row.parse(raw);
        byId.set(row.id, [...(byId.get(row.id) ?? []), row]);
      }
      return [...byId.values()].flatMap((rows) => factsOf(gateway, rows) ?? []);
    }),
  );
}

/** The combined facts of the rows of one ID: it may be listed for chats and for images. */
function factsOf(gateway: Gateway, rows: readonly Row[]): Facts | null {
  const [row] = [...rows].sort((a, b) => Number(b.type === "chat") - Number(a.type === "chat"));
  // "auto" is pi's own name, in addition to OpenRouter's own ID.
  if (!row || (gateway === "openrouter" && !row.id.includes("/"))) return null;
  const chats = row.type === "chat";
  const architecture = listedArchitecture(
    rows.flatMap(({ input }) => input),
    rows.flatMap(({ type, output }) => output ?? OUTPUTS[type]),
  );
  const efforts = Object.values(row.thinkingLevelMap ?? {}).filter((level) => level !== null && level !== "none");
  return {
    ...namedLimits(gateway, row),
    price: architecture && priceFor(gateway, row, architecture),
    architecture,
    capabilities: {
      ...NO_CAPABILITIES,
      vision: architecture?.input_modalities.includes("image") ?? null,
      ...(chats ? { tools: true, reasoning: row.reasoning ?? null } : {}),
    },
    facts: efforts.length > 0 ? { reasoning_efforts: efforts as string[] } : {},
    deprecated: false,
  };
}

function priceFor(gateway: Gateway, { id, cost }: Row, architecture: Architecture): Price | null {
  if (gateway === "openrouter" && id.startsWith("openrouter/auto")) return priceWithout("dynamic");
  const { input_modalities: inputs, output_modalities: outputs } = architecture;
  if (cost.input === 0 && cost.output === 0) {
    const free = isDeclaredFree(gateway, id);
    const zero = priceOf({ prompt: 0, completion: 0 }, UNIT.usdPerMillion);
    const price = priceByUnit(zero, { inputs, outputs }, free, "unknown");
    return price.price_state === "unknown" ? null : price;
  }
  const overrides = (cost.tiers ?? []).map((tier) => ({ ...rates(tier), above: tier.inputTokensAbove, hours: null }));
  return priceByUnit(priceOf({ ...rates(cost), overrides }, UNIT.usdPerMillion), { inputs, outputs }, false, "unknown");
}

function rates({ input, output, cacheRead, cacheWrite }: Omit<Row["cost"], "tiers">) {
  return {
    prompt: figure(input),
    completion: figure(output),
    input_cache_read: figure(cacheRead),
    input_cache_write: figure(cacheWrite),
  };
}
