import { z } from "zod";
import { type Price, priceOf, priceWithout, UNIT } from "@/lib/models/price";
import { withImageInput } from "@/lib/server/providers/capabilities";
import { type Facts, figure, namedLimits } from "./facts";
import { architectureOfId, architectureOfKind } from "./modalities";
import { GATEWAYS, type Gateway, PI_CATALOG, readPackage, SOURCES } from "./sources";

const Row = z.object({
  id: z.string().min(1),
  name: z.string(),
  kind: z.string().default("chat"),
  reasoning: z.boolean(),
  supportsTools: z.boolean().optional(),
  input: z.array(z.string()),
  /** USD per 1M tokens; 0 may also mean unknown. */
  cost: z.object({ input: z.number(), output: z.number(), cacheRead: z.number(), cacheWrite: z.number() }),
  contextWindow: z.number().nullable(),
  maxTokens: z.number().nullable(),
});
type Row = z.infer<typeof Row>;

/** The gateways whose lists it rereads completely each time; for the others, it also keeps old entries. */
export const PI_CATALOG_GATEWAYS: ReadonlySet<Gateway> = new Set<Gateway>(["deepinfra", "novita"]);
/** Gateways whose lists here also include chat models without tools, so a missing denial means nothing. */
const TOOLS_UNSTATED = new Set<Gateway>(["deepinfra"]);
/** Kinds that are charged by second or search at every gateway. */
const PER_UNIT = new Set(["video", "rerank"]);

/** Facts from its bundled lists, except Fireworks', whose IDs it rewrites. */
export function readPiCatalog(): Facts[] {
  const lists = readPackage(SOURCES[PI_CATALOG], (file) =>
    z.record(z.string(), z.record(z.string(), z.unknown())).parse(JSON.parse(file("src/models.json").toString("utf8"))),
  );
  return GATEWAYS.filter((gateway) => gateway !== "fireworks").flatMap((gateway) =>
    Object.values(lists[gateway] ?? {})
      .map((raw) => Row.parse(raw))
      .filter(({ id }) => !isTest(gateway, id))
      .map((row) => factsOf(gateway, row)),
  );
}

/** Whether an ID is pi's own name ("auto"), or a gateway's test endpoint. */
function isTest(gateway: Gateway, id: string): boolean {
  return (gateway === "openrouter" || gateway === "novita") && (!id.includes("/") || id.startsWith("dev/"));
}

function factsOf(gateway: Gateway, row: Row): Facts {
  const chats = row.kind === "chat" && architectureOfId(row.id) === null;
  const architecture = architectureOfId(row.id) ?? architectureOfKind(row.kind, "text");
  const sees = row.input.includes("image");
  return {
    ...namedLimits(gateway, row),
    price: priceFor(row),
    architecture: sees ? withImageInput(architecture) : architecture,
    capabilities: {
      tools: chats ? (row.supportsTools ?? (TOOLS_UNSTATED.has(gateway) ? null : true)) : null,
      json: null,
      reasoning: chats ? row.reasoning : null,
      vision: sees,
    },
    facts: {},
    deprecated: false,
  };
}

function priceFor({ cost, kind }: Row): Price | null {
  if (cost.input === 0 && cost.output === 0) return PER_UNIT.has(kind) ? priceWithout("per_unit") : null;
  return priceOf(
    {
      prompt: figure(cost.input),
      completion: figure(cost.output),
      input_cache_read: figure(cost.cacheRead),
      input_cache_write: figure(cost.cacheWrite),
    },
    UNIT.usdPerMillion,
  );
}
