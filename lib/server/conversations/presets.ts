import type { ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import { copyLargeMark } from "@/lib/net/turns";
import type { PresetRow, PresetStore } from "../db/presets";
import type { Endpoint } from "../providers/call";
import { settingsOf } from "./rows";

const PREFIX = "preset:";

/** Whether a request names a preset instead of a model. */
export const namesPreset = ({ model }: ChatRequest): boolean => model.startsWith(PREFIX);

/** A request with its preset applied. Throws model_not_found if the account has no such preset. */
export async function withPreset(
  store: PresetStore,
  account: number,
  request: ChatRequest,
  endpoint: Endpoint = "chat",
): Promise<ChatRequest> {
  const name = request.model.slice(PREFIX.length);
  const row = await store.named(account, name);
  if (row) return applyPreset(row, request, endpoint);
  const message = `this account has no preset "${name.slice(0, 60)}": GET /v1/presets lists them`;
  throw new ApiError("model_not_found", message, { param: "model" });
}

function applyPreset(row: PresetRow, request: ChatRequest, endpoint: Endpoint): ChatRequest {
  const meant = { ...request, ...settingsFor(row, request, endpoint), model: row.model };
  if (row.gateway !== null) meant.provider = { only: [row.gateway], ...request.provider };
  copyLargeMark(meant, request);
  return meant;
}

/** The settings of a preset that an endpoint accepts and the request does not set itself. */
function settingsFor(row: PresetRow, request: ChatRequest, endpoint: Endpoint): Partial<ChatRequest> {
  if (endpoint === "embeddings") return {};
  const { system, temperature, top_p, max_tokens, reasoning_effort } = settingsOf(row);
  const hasSystem = request.messages.some(({ role }) => role === "system" || role === "developer");
  const fields = { temperature, top_p, max_tokens, reasoning_effort };
  // The request's own limit has two names.
  if (request.max_completion_tokens != null) fields.max_tokens = null;
  if (request.reasoning != null || endpoint === "completions") fields.reasoning_effort = null;
  const missing = Object.entries(fields).filter(([name, value]) => value != null && request[name] == null);
  const settings: Partial<ChatRequest> = Object.fromEntries(missing);
  if (!hasSystem && system !== "" && endpoint !== "completions")
    settings.messages = [{ role: "system", content: system }, ...request.messages];
  return settings;
}
