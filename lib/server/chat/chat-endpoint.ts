import { callCost } from "@/lib/models/cost";
import { reservedTokens } from "@/lib/models/prompt-cost";
import type { EndpointAdapter } from "./endpoint-adapter";
import { judgeWhole } from "./outcome";
import { upstreamBody } from "./upstream-body";
import { usageIn } from "./usage-report";

export const CHAT_ENDPOINT: EndpointAdapter = {
  endpoint: "chat",
  choices: ({ n }) => n ?? 1,
  body: upstreamBody,
  whole: ({ offer }, text) => judgeWhole(offer.gateway, text),
  reserve: reservedTokens,
  cost: callCost,
  usage: (usage) => usage,
  report: usageIn,
};
