import { z } from "zod";
import type { Architecture } from "@/lib/contract/offer";
import { UNKNOWN_PRICE } from "@/lib/models/price";
import { NetError } from "@/lib/net/errors";
import { lackedBy, modalityArchitecture, parametersOf } from "./capabilities";
import { type Lifecycle, lifecycleUntil } from "./lifecycle";
import { bearer, openAiCompatible } from "./openai-compatible";
import { type ListFacts, listPages, tokenNext } from "./paging";
import { count, flag, seconds, text, usableId } from "./rows";

const CONTROL_PLANE: ListFacts = {
  path: "/v1/accounts/fireworks/models?filter=supports_serverless%3Dtrue&pageSize=200",
  envelope: "models",
  next: tokenNext,
  total: "totalSize",
};
const INFERENCE: ListFacts = { path: "/inference/v1/models" };
const CLOSED = new Set([401, 403, 404]);

/** One schema for both lists: the control plane uses camelCase, the inference list snake_case. */
const Row = z.object({
  displayName: text,
  contextLength: count,
  context_length: count,
  createTime: seconds,
  created: seconds,
  kind: text,
  state: text,
  deprecationDate: seconds,
  supportsServerless: flag,
  supportsImageInput: flag,
  supports_image_input: flag,
  supports_chat: flag,
  supportsTools: flag,
  supports_tools: flag,
});
type Row = z.infer<typeof Row>;

/** Fireworks: the control plane's list, which has states and end dates, or the inference list when access is denied. */
export const fireworks = openAiCompatible({
  slug: "fireworks",
  name: "Fireworks",
  hue: 305,
  key: bearer("FIREWORKS_API_KEY", "required"),
  hosts: { list: { env: "FIREWORKS_BASE_URL", url: "https://api.fireworks.ai" } },
  chat: {
    path: "/inference/v1/chat/completions",
    native: { responses: "/inference/v1/responses", messages: "/inference/v1/messages" },
  },
  ...INFERENCE,
  async *list(context) {
    let started = false;
    try {
      for await (const page of listPages(context, CONTROL_PLANE)) {
        started = true;
        yield page;
      }
    } catch (thrown) {
      if (started || !(thrown instanceof NetError) || !CLOSED.has(thrown.status ?? 0)) throw thrown;
      yield* listPages(context, INFERENCE);
    }
  },
  id: (row) => usableId(row.id) ?? row.name,
  row: Row,
  facts: (row, id, now) => ({
    ...UNKNOWN_PRICE,
    ...lifecycleIn(row, now),
    name: row.displayName ?? id,
    created: row.created ?? row.createTime,
    context_length: row.contextLength ?? row.context_length,
    architecture: architectureOf(row, id),
    supported_parameters: parametersOf((row.supportsTools ?? row.supports_tools) ? ["tools"] : []),
    lacks: lackedBy((row.supportsTools ?? row.supports_tools) === false ? ["tools"] : []),
  }),
});

/** Decided by the kind; models that don't chat are also recognized by name. */
function architectureOf(row: Row, id: string): Architecture {
  const kind = row.supports_chat === false ? `${row.kind ?? ""} ${id.slice(id.lastIndexOf("/"))}` : (row.kind ?? "");
  if (/embed/i.test(kind)) return modalityArchitecture("text", "embedding");
  if (/rerank/i.test(kind)) return modalityArchitecture("text", "rerank");
  if (/flumina|image/i.test(kind)) return modalityArchitecture("text", "image");
  const sees = row.supportsImageInput ?? row.supports_image_input;
  const output_modalities = row.supports_chat === false ? [] : ["text"];
  return { input_modalities: sees === null ? [] : sees ? ["text", "image"] : ["text"], output_modalities };
}

function lifecycleIn(row: Row, now: Date): Lifecycle {
  const lifecycle = lifecycleUntil(row.deprecationDate, now);
  if (lifecycle.state === "deprecated") return lifecycle;
  if (row.state !== null && row.state !== "READY")
    return { state: "inactive", state_note: `its state is ${row.state}` };
  if (row.supportsServerless === false) return { state: "inactive", state_note: "served on dedicated hardware only" };
  return lifecycle;
}
