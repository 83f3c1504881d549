import { z } from "zod";
import { type Price, priceOf, priceWithout, UNIT } from "@/lib/models/price";
import { parametersOf, seeing } from "@/lib/server/providers/capabilities";
import { type Facts, facts, isDeclaredFree, limit } from "./facts";
import { architectureOfId, architectureOfKind } from "./modalities";
import { GATEWAYS, type Gateway, PI_CATALOG, readPacked, SOURCES } from "./sources";

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
  compat: z.object({ supportsToolChoice: z.boolean(), wireModelIdMode: z.string() }).partial().optional(),
});
type Row = z.infer<typeof Row>;

/** Its lists of these gateways hold chat models of any capability: that tools are not denied says nothing. */
const TOOLS_UNSTATED = new Set<Gateway>(["deepinfra"]);
/** It takes every model of these gateways for a reasoning one. */
const REASONING_UNSTATED = new Set<Gateway>(["fireworks"]);
/** It fills in other hosts' prices: these gateways' own lists name none. */
const PRICE_UNSTATED = new Set<Gateway>(["fireworks"]);
/** Kinds that are charged by second or search wherever it lists them. */
const PER_UNIT = new Set(["video", "rerank"]);

/** Facts from its bundled model lists. */
export function readPiCatalog(): Facts[] {
  const lists = z
    .record(z.string(), z.record(z.string(), z.unknown()))
    .parse(readPacked(SOURCES[PI_CATALOG], "src/models.json"));
  return GATEWAYS.flatMap((gateway) =>
    Object.values(lists[gateway] ?? {}).flatMap((raw) => factsOf(gateway, Row.parse(raw)) ?? []),
  );
}

function factsOf(gateway: Gateway, row: Row): Facts | null {
  const id = nativeId(gateway, row);
  if (id === null) return null;
  const context_length = limit(row.contextWindow);
  const max = limit(row.maxTokens);
  return facts(gateway, id, {
    name: row.name,
    context_length,
    max_output_length: max !== null && context_length !== null && max > context_length ? null : max,
    price: priceFor(gateway, id, row),
    architecture: architectureFor(row),
    supported_parameters: parametersFor(gateway, row),
    hugging_face_id: gateway === "huggingface" ? id : null,
  });
}

/** The gateway's own id; null for a row of its own making ("auto", which stands beside openrouter/auto). */
function nativeId(gateway: Gateway, { id, compat }: Row): string | null {
  if (gateway === "openrouter" && !id.includes("/")) return null;
  if (gateway !== "fireworks") return id;
  // It writes versions with a dot where Fireworks writes "p", and leaves the account out.
  const folder = compat?.wireModelIdMode === "firepass" ? "routers" : "models";
  return `accounts/fireworks/${folder}/${id.replaceAll(/(?<=\d)\.(?=\d)/g, "p")}`;
}

function priceFor(gateway: Gateway, id: string, { cost, kind }: Row): Price | null {
  if (PRICE_UNSTATED.has(gateway)) return null;
  if (isDeclaredFree(gateway, id)) return priceOf({ prompt: cost.input, completion: cost.output }, UNIT.usdPerMillion);
  if (cost.input === 0 && cost.output === 0) return PER_UNIT.has(kind) ? priceWithout("per_unit") : null;
  const knownFigure = (figure: number) => (figure === 0 ? null : figure);
  return priceOf(
    {
      prompt: knownFigure(cost.input),
      completion: knownFigure(cost.output),
      input_cache_read: knownFigure(cost.cacheRead),
      input_cache_write: knownFigure(cost.cacheWrite),
    },
    UNIT.usdPerMillion,
  );
}

function architectureFor({ id, kind, input }: Row) {
  const byId = kind === "chat" ? architectureOfId(id) : null;
  const architecture = byId ?? architectureOfKind(kind, "text");
  return input.includes("image") ? seeing(architecture) : architecture;
}

function parametersFor(gateway: Gateway, row: Row): string[] {
  if (row.kind !== "chat" || architectureOfId(row.id) !== null) return [];
  const tools = row.supportsTools ?? !TOOLS_UNSTATED.has(gateway);
  const named = parametersOf([
    ...(tools ? ["tools"] : []),
    ...(row.reasoning && !REASONING_UNSTATED.has(gateway) ? ["reasoning"] : []),
  ]);
  return row.compat?.supportsToolChoice === false ? named.filter((name) => name !== "tool_choice") : named;
}
