import { hasClientTools, isClientTool } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";
import { listOf, recordOf } from "@/lib/contract/json-object";
import { lookup } from "@/lib/contract/lookup";

/** Fields that make a gateway do extra work and charge for it, or that access data of the operator there. */
const COSTLY = [
  "plugins",
  "web_search_options",
  "web_search",
  "enable_search",
  "search_parameters",
  "service_tier",
  "speed",
  "inference_geo",
  "container",
  "mcp_servers",
  "preset",
] as const;
/** Fields of a single gateway; strict gateways reject requests with unknown fields. */
const OF_ONE_GATEWAY: Readonly<Record<string, string>> = lookup({ transforms: "openrouter", route: "openrouter" });
/** As a suffix of a model ID, requests a web search by OpenRouter. */
const ONLINE = ":online";

const MAX_TYPE_LENGTH = 60;

/** "required" in Mistral's API. */
export const MISTRALS_CHOICE = "any";

/** The destination of a request, and whether fields that cost extra may be sent there. */
export interface Passage {
  gateway: string;
  costly: boolean;
}

type Asked = Readonly<Record<string, unknown>>;

/** The names of request fields that are not sent to an offer. */
export function ignoredFields(request: Asked, passage: Passage): readonly string[] {
  return passesWhole(request) ? NONE : listIgnored(request, passage);
}

/** Whether all fields of a request are sent, which is the usual case; faster than checking each watched field. */
export function passesWhole(request: Asked): boolean {
  for (const name in request) if (WATCHED.has(name)) return false;
  return !isOnline(request);
}

function listIgnored(request: Asked, { gateway, costly }: Passage): string[] {
  const ignored: string[] = [];
  for (const name in OF_ONE_GATEWAY) if (name in request && OF_ONE_GATEWAY[name] !== gateway) ignored.push(name);
  if (isOnline(request) && !(costly && gateway === "openrouter")) ignored.push(ONLINE);
  if (costly) return ignored;
  ignored.push(...costlyFields(request));
  for (const tool of toolsOf(request)) {
    const name = isClientTool(tool) ? null : toolName(tool.type);
    if (name && !ignored.includes(name)) ignored.push(name);
  }
  return ignored;
}

/** Whether a request forces a tool that the gateway runs, or any of its tools if the gateway runs all of them. */
function forcesIgnored(request: Asked): boolean {
  const { tool_choice: choice } = request;
  if (choice === undefined || choice === "auto" || choice === "none") return false;
  const tools = toolsOf(request);
  const type = recordOf(choice)?.type;
  if (type !== undefined) return tools.some((tool) => tool.type === type && !isClientTool(tool));
  return (choice === "required" || choice === MISTRALS_CHOICE) && tools.length > 0 && !hasClientTools(request);
}

/** The offers that a forced tool may be sent to. Throws invalid_request when there are none. */
export function passable<T>(
  candidates: readonly T[],
  request: Asked,
  isCostly: (candidate: T) => boolean,
): readonly T[] {
  if (!forcesIgnored(request)) return candidates;
  const able = candidates.filter(isCostly);
  if (able.length > 0) return able;
  const { tool_choice: choice } = request;
  const name = String(recordOf(choice)?.type ?? choice).slice(0, MAX_TYPE_LENGTH);
  const message = `tool_choice: the tool "${name}" runs at a gateway and is not available here: send function tools, or add your own key for a gateway`;
  throw new ApiError("invalid_request", message, { param: "tool_choice", code: "unsupported_tool" });
}

/** The names of its fields that cost extra. */
export function costlyFields(request: Asked): string[] {
  return COSTLY.filter((name) => request[name] != null);
}

/** Removes the fields that an offer doesn't get from a body. */
export function removeIgnored(body: Record<string, unknown>, request: Asked, passage: Passage): void {
  if (passesWhole(request)) return;
  for (const name of listIgnored(request, passage)) delete body[name];
  if (isOnline(request) && passage.costly && passage.gateway === "openrouter") body.model = `${body.model}${ONLINE}`;
  if (passage.costly || toolsOf(request).every(isClientTool)) return;
  const tools = toolsOf(request).filter(isClientTool);
  if (tools.length > 0) body.tools = tools;
  else for (const name of ["tools", "tool_choice", "parallel_tool_calls"]) delete body[name];
}

const WATCHED: ReadonlySet<string> = new Set([...COSTLY, ...Object.keys(OF_ONE_GATEWAY), "tools"]);
const NONE: readonly string[] = [];
const isOnline = ({ model }: Asked) => typeof model === "string" && model.endsWith(ONLINE);
const toolsOf = ({ tools }: Asked) => listOf(tools);
const toolName = (type: unknown) =>
  typeof type === "string" && /^[\w.-]{1,40}$/.test(type) ? `tools.${type}` : "tools";
