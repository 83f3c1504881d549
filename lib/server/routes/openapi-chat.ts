const schema = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (name: string, description: string) => ({
  description,
  content: { "application/json": { schema: schema(name) } },
});
const body = (name: string) => ({ required: true, content: { "application/json": { schema: schema(name) } } });
const KEY = [{ key: [] }];
const GATEWAY = [{ name: "gateway", in: "path", required: true, schema: { type: "string" } }];

/** The paths of chats, usage and gateway keys in the OpenAPI document. */
export function chatPaths(errors: (...codes: [string, string][]) => object) {
  return {
    "/v1/chat/completions": {
      post: {
        operationId: "createChatCompletion",
        summary: "Create a chat completion",
        description:
          "OpenAI's chat. Fields that are not named here pass through untouched, but for those that cost more at a gateway (plugins, web_search_options, search_parameters, service_tier, the suffix :online, tools that the gateway runs): without an own key, or a switch of the server, they are removed and named in the header x-gatewayz-ignored, as are transforms and route where a gateway does not know them. At most 10,000 messages, 512 tools, 256 levels, 250,000 values, 200,000 keys and 2,000 keys in one object. `gatewayz` in the answer says who answered and what was tried. `usage.cost` is what it cost in USD: as the gateway reported it (`cost_source: gateway`) or computed from its prices (`computed`); it is left out where no price is known. `usage.completion_tokens` includes reasoning, also where a gateway counts it separately; `usage.estimated` says that tokens were counted here. In a stream, the usage is a chunk of its own where it was asked for (`stream_options.include_usage`, or `usage: { include: true }`); otherwise the chunk with the finish reason carries it, and waits at most 250 ms for it. An answer that is cut off ends in an event with `error` and without `choices`, and no [DONE] follows. Tool calls are numbered from 0 and have an ID; reasoning comes as `reasoning` and `reasoning_content`. A whole answer may take up to 590 s (ANSWER_TIMEOUT_SECONDS); HTTP/1.1 clients get 102 Processing every 60 s meanwhile. The key may come as `x-api-key`, the body with content-encoding gzip, br, or deflate; integers keep all their digits.",
        security: KEY,
        requestBody: body("ChatRequest"),
        responses: {
          200: { description: "OpenAI's chat completion, or an event stream of its chunks." },
          ...errors(
            ["400", "A field cannot be used, or the context is too long."],
            ["401", "No valid key."],
            ["402", "The key has spent its limit."],
            ["404", "There is no such model, or no gateway can answer this request."],
            ["413", "More than 20 MB."],
            [
              "429",
              "Too many requests here, or at every gateway; code budget_reserved: what is left of the key's spend limit is reserved for calls under way (the prompt and max_tokens, 1,000 where unset, at the offer's price).",
            ],
            ["503", "No gateway answered."],
            ["504", "No gateway answered in time."],
          ),
        },
      },
    },
    "/v1/usage": {
      get: {
        operationId: "getUsage",
        summary: "Get usage",
        description: "Of the whole account for a key that came with a login, else of the key alone.",
        security: KEY,
        parameters: [
          {
            name: "days",
            in: "query",
            required: false,
            description: "How far back.",
            schema: { type: "integer", minimum: 1, maximum: 366, default: 30 },
          },
        ],
        responses: {
          200: json("Usage", "Sums by model and day, and the last calls."),
          ...errors(["401", "No valid key."]),
        },
      },
    },
    "/v1/gateway-keys": {
      get: {
        operationId: "listGatewayKeys",
        summary: "List gateway keys",
        description: "Never the keys themselves.",
        security: KEY,
        responses: { 200: json("GatewayKeyList", "The keys, and the gateways that may have one.") },
      },
    },
    "/v1/gateway-keys/{gateway}": {
      put: {
        operationId: "setGatewayKey",
        summary: "Set a gateway key",
        description: "Encrypted, used before the server's keys, and sent only to that gateway.",
        security: KEY,
        parameters: GATEWAY,
        requestBody: body("NewGatewayKey"),
        responses: {
          200: { description: "Its last four characters." },
          ...errors(["404", "There is no such gateway."]),
        },
      },
      delete: {
        operationId: "removeGatewayKey",
        summary: "Remove a gateway key",
        description: "Takes effect at once.",
        security: KEY,
        parameters: GATEWAY,
        responses: { 200: { description: "It is gone." }, ...errors(["404", "There is none."]) },
      },
    },
  };
}
