const KEY = [{ key: [] }];
const jsonBody = (description: string, properties: object, required: readonly string[]) => ({
  required: true,
  description,
  content: { "application/json": { schema: { type: "object", properties, required } } },
});
const inPath = (name: string) => [{ name, in: "path", required: true, schema: { type: "string" } }];
const text = { type: "string" };
const CALL_ERRORS: [string, string][] = [
  ["400", "A field can't be used, or the context is too long."],
  ["401", "No valid key."],
  ["402", "The key has spent its limit."],
  ["403", "The key may not call this model, or no gateway that can answer."],
  ["404", "No such model, or no gateway can answer this request."],
  ["413", "More than 20 MB."],
  ["429", "Too many requests here, or at every gateway."],
  ["503", "No gateway answered."],
  ["504", "No gateway answered in time."],
];
const NO_KEY: [string, string] = ["401", "No valid key."];
const NOT_STORED: [string, string] = ["404", "No response with this ID is stored for this key."];

/** The paths of Responses, Messages, and what OpenRouter's clients ask for, in the OpenAPI document. */
export function protocolPaths(errors: (...codes: [string, string][]) => object) {
  const get = (operationId: string, summary: string, description: string, more: object = {}) => ({
    get: {
      operationId,
      summary,
      description,
      responses: { 200: { description: summary }, ...errors(NO_KEY) },
      ...more,
    },
  });
  return {
    "/v1/embeddings": {
      post: {
        operationId: "createEmbeddings",
        summary: "Create embeddings",
        description:
          "As OpenAI describes it: texts, batches of them, or tokens; floats or base64. Another offer answers only with the same model, the same quantization, and the same number of dimensions: the least quantized that has a key, unless `provider.quantizations` names others. `models` is ignored.",
        security: KEY,
        requestBody: jsonBody(
          "As OpenAI describes it.",
          {
            model: text,
            input: {},
            dimensions: { type: "integer", minimum: 1 },
            encoding_format: { enum: ["float", "base64"] },
          },
          ["model", "input"],
        ),
        responses: { 200: { description: "The embeddings." }, ...errors(...CALL_ERRORS) },
      },
    },
    "/v1/completions": {
      post: {
        operationId: "createCompletion",
        summary: "Complete a text",
        description: "OpenAI's older endpoint, without a chat template, at gateways that have it; streamed or not.",
        security: KEY,
        requestBody: jsonBody("As OpenAI describes it.", { model: text, prompt: {}, stream: { type: "boolean" } }, [
          "model",
          "prompt",
        ]),
        responses: { 200: { description: "A completion, or an event stream." }, ...errors(...CALL_ERRORS) },
      },
    },
    "/v1/responses": {
      post: {
        operationId: "createResponse",
        summary: "Create a response",
        description:
          "OpenAI's Responses API over every model. Function tools and custom tools work with every model that takes tools; tools that OpenAI hosts are left out and named in the header `x-gatewayz-ignored`, and a request that forces one gets a 400. A response is stored for 24 hours for its key; with `store: true` it is stored for the account until it is deleted, with `store: false` not at all. Responses over 4 MB with their input are not stored and say `store: false`. `previous_response_id` leads back over at most 500 responses and 20 MB. An answer that was cut off ends in `response.failed`; one that reached its limit, in `response.incomplete`. `background`, `conversation`, and `prompt` get a 400. Where a gateway takes Responses itself, the request passes with its whole history and `store: false`.",
        security: KEY,
        requestBody: jsonBody("As OpenAI describes it.", { model: text, input: {}, stream: { type: "boolean" } }, [
          "model",
        ]),
        responses: { 200: { description: "A response, or an event stream." }, ...errors(...CALL_ERRORS) },
      },
    },
    "/v1/responses/{id}": {
      ...get("getResponse", "Get a stored response", "For the key that created it, or every key of the account.", {
        security: KEY,
        parameters: inPath("id"),
        responses: { 200: { description: "The response." }, ...errors(NO_KEY, NOT_STORED) },
      }),
      delete: {
        operationId: "deleteResponse",
        summary: "Delete a stored response",
        security: KEY,
        parameters: inPath("id"),
        responses: { 200: { description: "It is deleted." }, ...errors(NO_KEY, NOT_STORED) },
      },
    },
    "/v1/responses/{id}/input_items": get("listInputItems", "List input items", "By limit, order, and after.", {
      security: KEY,
      parameters: inPath("id"),
      responses: { 200: { description: "The items." }, ...errors(NO_KEY, NOT_STORED) },
    }),
    "/v1/responses/{id}/cancel": {
      post: {
        operationId: "cancelResponse",
        summary: "Cancel a response",
        description: "While it is streamed by this process. What was written so far is stored.",
        security: KEY,
        parameters: inPath("id"),
        responses: {
          200: { description: "The canceled response." },
          ...errors(["400", "It is over."], NO_KEY, NOT_STORED),
        },
      },
    },
    "/v1/messages": {
      post: {
        operationId: "createMessage",
        summary: "Create a message",
        description:
          "Anthropic's Messages API over every model. Errors come in Anthropic's form. `cache_control` is passed on where the gateway takes it; `metadata`, betas, and `context_management` never make a request fail. Tools that Anthropic runs are left out and named in `x-gatewayz-ignored`. Thinking is returned with a signature that only the same gateway gets back. An answer that was cut off ends in `event: error` without `message_stop`. Where a gateway takes Messages itself, the request passes but for its model, our own fields, and what costs more. Clients that send `anthropic-version` get GET /v1/models in Anthropic's form too.",
        security: KEY,
        requestBody: jsonBody(
          "As Anthropic describes it.",
          { model: text, max_tokens: { type: "integer", minimum: 1 }, messages: { type: "array", items: {} } },
          ["model", "max_tokens", "messages"],
        ),
        responses: { 200: { description: "A message, or an event stream." }, ...errors(...CALL_ERRORS) },
      },
    },
    "/v1/messages/count_tokens": {
      post: {
        operationId: "countMessageTokens",
        summary: "Count tokens",
        description: "An estimate with one tokenizer for all models.",
        security: KEY,
        requestBody: jsonBody("A message request.", { model: text, messages: { type: "array", items: {} } }, [
          "model",
          "messages",
        ]),
        responses: { 200: { description: "input_tokens." }, ...errors(["400", "A field can't be used."], NO_KEY) },
      },
    },
    "/v1/models/count": get("countModels", "Count models", "The number of models, for OpenRouter clients.", {
      responses: { 200: { description: "data.count." } },
    }),
    "/v1/models/{id}/endpoints": get("listEndpoints", "List endpoints of a model", "In OpenRouter's form.", {
      parameters: inPath("id"),
      responses: { 200: { description: "The endpoints." }, ...errors(["404", "No such model."]) },
    }),
    "/v1/providers": get("listProviders", "List gateways as providers", "In OpenRouter's form.", {
      responses: { 200: { description: "The gateways." } },
    }),
    "/v1/key": get(
      "getKey",
      "Get the current key",
      "Its limits by period with what is left, the models and gateways that it may call, and what it spent: in all, and in this day, week, and month (UTC). `limit` is the one with least left; `byok_usage` is what its calls cost with your gateway keys, which no limit counts.",
      {
        security: KEY,
      },
    ),
    "/v1/credits": get(
      "getCredits",
      "Get credits",
      "The key's spend limit with least left as total_credits, and its period; null where it has none.",
      {
        security: KEY,
      },
    ),
    "/v1/generation": get("getGeneration", "Get a request", "Tokens, cost, and timing of one call.", {
      security: KEY,
      parameters: [
        {
          name: "id",
          in: "query",
          required: true,
          description: "The ID of its answer, or its x-request-id.",
          schema: text,
        },
      ],
      responses: { 200: { description: "The call." }, ...errors(NO_KEY, ["404", "No such call of this account."]) },
    }),
  };
}
