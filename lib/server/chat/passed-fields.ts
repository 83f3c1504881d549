import type { ChatRequest } from "@/lib/contract/chat";

/** Fields that make a gateway do extra work and charge for it. */
const COSTLY = [
  "plugins",
  "web_search_options",
  "web_search",
  "enable_search",
  "search_parameters",
  "service_tier",
] as const;
/** Fields of a single gateway; strict gateways reject requests with unknown fields. */
const OF_ONE_GATEWAY: Readonly<Record<string, string>> = { transforms: "openrouter", route: "openrouter" };
/** As a suffix of a model ID, requests a web search by OpenRouter. */
const ONLINE = ":online";
/** Tool types that the caller runs; all others are run, and charged for, by the gateway. */
const CALLERS_TOOLS: readonly unknown[] = [undefined, "function", "custom"];

/** The destination of a request, and whether fields that cost extra may be sent there. */
export interface Passage {
  gateway: string;
  costly: boolean;
}

/** The names of request fields that are not sent to an offer. */
export function ignoredFields(request: ChatRequest, { gateway, costly }: Passage): string[] {
  const ignored: string[] = [];
  for (const name in OF_ONE_GATEWAY) if (name in request && OF_ONE_GATEWAY[name] !== gateway) ignored.push(name);
  if (isOnline(request) && !(costly && gateway === "openrouter")) ignored.push(ONLINE);
  if (costly) return ignored;
  for (const name of COSTLY) if (request[name] != null) ignored.push(name);
  for (const tool of request.tools ?? []) {
    const name = isCallers(tool) ? null : toolName(tool.type);
    if (name && !ignored.includes(name)) ignored.push(name);
  }
  return ignored;
}

/** Removes the fields that an offer doesn't get from a body. */
export function removeIgnored(body: Record<string, unknown>, request: ChatRequest, passage: Passage): void {
  for (const name of ignoredFields(request, passage)) delete body[name];
  if (isOnline(request) && passage.costly && passage.gateway === "openrouter") body.model = `${body.model}${ONLINE}`;
  if (passage.costly || !request.tools?.some((tool) => !isCallers(tool))) return;
  const tools = request.tools.filter(isCallers);
  if (tools.length > 0) body.tools = tools;
  else for (const name of ["tools", "tool_choice", "parallel_tool_calls"]) delete body[name];
}

const isOnline = ({ model }: ChatRequest) => model.endsWith(ONLINE);
const isCallers = ({ type }: Record<string, unknown>) => CALLERS_TOOLS.includes(type);
const toolName = (type: unknown) =>
  typeof type === "string" && /^[\w.-]{1,40}$/.test(type) ? `tools.${type}` : "tools";
