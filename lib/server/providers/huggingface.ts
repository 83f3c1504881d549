import { z } from "zod";
import { UNKNOWN_PRICE } from "@/lib/models/price";
import { taskArchitecture } from "./capabilities";
import { hubFacts } from "./hub-facts";
import { leadingRoute, mappings, type PricedRoute, routesIn } from "./huggingface-routes";
import { ACTIVE, type Lifecycle } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { linkNext } from "./paging";
import { count, flag, raw, seconds, text, within, words } from "./rows";

const Row = z.object({
  author: text,
  createdAt: seconds,
  disabled: flag,
  private: flag,
  pipeline_tag: text,
  inferenceProviderMapping: mappings,
  safetensors: within({ total: count }),
  cardData: within({ license: raw, license_name: text }),
  tags: words,
  downloads: raw,
  likes: raw,
  gated: raw,
});
type Row = z.infer<typeof Row>;

/** Hugging Face states this time, 2022-03-02T23:29:04Z, for every older repository. */
const FIRST_CREATED = Date.UTC(2022, 2, 2, 23, 29, 4) / 1000;

/** With `expand`, the hub returns only the named fields. */
const EXPAND = Object.keys(Row.shape).map((field) => `&expand[]=${field}`);

/** Hugging Face: the hub's models with at least one inference provider; chats use its router. */
export const huggingface = openAiCompatible({
  slug: "huggingface",
  name: "Hugging Face",
  aliases: ["hug"],
  hue: 85,
  key: bearer("HF_TOKEN", "optional"),
  hosts: {
    list: { env: "HUGGINGFACE_HUB_URL", url: "https://huggingface.co" },
    router: { env: "HUGGINGFACE_BASE_URL", url: "https://router.huggingface.co" },
  },
  chat: {
    path: "/v1/chat/completions",
    host: "router",
    lacks: ["completions", "embeddings"],
    native: { responses: "/v1/responses" },
  },
  zeros: "free",
  path: `/api/models?inference_provider=all&limit=1000${EXPAND.join("")}`,
  next: linkNext,
  row: Row,
  facts(row, id) {
    const routes = routesIn(row.inferenceProviderMapping);
    const lead = leadingRoute(routes);
    return {
      ...(lead?.price ?? UNKNOWN_PRICE),
      ...lifecycleIn(row, lead),
      owned_by: row.author,
      created: row.createdAt === FIRST_CREATED ? null : row.createdAt,
      context_length: lead?.route.context_length ?? null,
      architecture: taskArchitecture(row.pipeline_tag) ?? taskArchitecture(lead?.route.task ?? null),
      supported_parameters: lead?.route.supported_parameters ?? [],
      lacks: lead?.lacks ?? [],
      tokens_per_second: lead?.route.tokens_per_second ?? null,
      first_token_ms: lead?.route.first_token_ms ?? null,
      hugging_face_id: id,
      routes: routes.map(({ route }) => route),
      facts: hubFacts(row, id),
    };
  },
});

function lifecycleIn(row: Row, lead: PricedRoute | undefined): Lifecycle {
  if (row.disabled) return { state: "disabled", state_note: "disabled on Hugging Face" };
  if (row.private) return { state: "private", state_note: "private on Hugging Face" };
  if (!lead) return { state: "inactive", state_note: "no inference provider serves it" };
  const { host, status } = lead.route;
  if (status === "live") return ACTIVE;
  const state = status === "staging" || status === "error" ? status : "inactive";
  return { state, state_note: `no live route; the first, ${host}, says ${status}` };
}
