/** An error body in OpenAI's format. */
export const error = (message: string, more: object = {}) => ({ error: { message, ...more } });

/** How gateways and servers say that a request exceeds the model's context. */
export const CONTEXT: [who: string, status: number, body: unknown][] = [
  [
    "OpenRouter",
    400,
    error(
      "This endpoint's maximum context length is 32768 tokens. However, you requested about 50000 tokens (48000 of text input, 2000 in the output). Please reduce the length of either one.",
      { code: 400 },
    ),
  ],
  [
    "OpenRouter, raw",
    400,
    error("Provider returned error", {
      code: 400,
      metadata: { raw: '{"error":{"message":"prompt is too long: 213462 tokens > 200000 maximum"}}' },
    }),
  ],
  ["DeepInfra", 500, error("Requested input length 99009 exceeds maximum input length 8192")],
  [
    "Chutes",
    500,
    {
      detail:
        "Requested token count exceeds the model's maximum context length of 163840 tokens. You requested a total of 185424 tokens.",
    },
  ],
  [
    "Hugging Face",
    422,
    {
      error: "Input validation error: `inputs` must have less than 4095 tokens. Given: 5000",
      error_type: "validation",
    },
  ],
  [
    "Together",
    422,
    error(
      "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 8193. Given: 9000 `inputs` tokens and 100 `max_new_tokens`",
    ),
  ],
  [
    "Together, SGLang",
    400,
    error("The input (131096 tokens) is longer than the model's context length (131072 tokens)."),
  ],
  [
    "Google",
    400,
    [
      {
        error: {
          code: 400,
          message: "The input token count (1196265) exceeds the maximum number of tokens allowed (1048575).",
          status: "INVALID_ARGUMENT",
        },
      },
    ],
  ],
  [
    "Fireworks",
    400,
    error("The prompt is too long: 131073, model maximum context length: 131071", { code: "invalid_request_error" }),
  ],
  [
    "xAI",
    400,
    {
      code: "Client specified an invalid argument",
      error: "This model's maximum prompt length is 131072 but the request contains 537812 tokens.",
    },
  ],
  [
    "Nebius",
    400,
    {
      detail:
        "This model's maximum context length is 40960 tokens. However, you requested 50000 tokens in the messages.",
    },
  ],
  [
    "Groq",
    400,
    error("Please reduce the length of the messages or completion.", {
      type: "invalid_request_error",
      code: "context_length_exceeded",
    }),
  ],
  [
    "Cerebras",
    400,
    {
      message: "Please reduce the length of the messages or completion. Current length is 10000 while limit is 8192",
      type: "invalid_request_error",
      param: "messages",
      code: "context_length_exceeded",
    },
  ],
  [
    "Novita",
    400,
    {
      code: 400,
      reason: "INVALID_REQUEST_BODY",
      message: "This model's maximum context length is 8192 tokens, however you requested 9000 tokens",
      metadata: {},
    },
  ],
  [
    "vLLM",
    400,
    {
      object: "error",
      message: "The decoder prompt (length 88049) is longer than the maximum model length of 32768.",
      type: "BadRequestError",
      code: 400,
    },
  ],
  [
    "vLLM, output",
    400,
    error(
      "'max_tokens' or 'max_completion_tokens' is too large: 5000. This model's maximum context length is 4096 tokens and your request has 10 input tokens.",
    ),
  ],
  [
    "vLLM, passed",
    400,
    error(
      "You passed 4097 input tokens and requested 100 output tokens. However, the model's context length is only 4096 tokens.",
    ),
  ],
  [
    "llama.cpp",
    400,
    error("request (5000 tokens) exceeds the available context size (4096 tokens), try increasing it", {
      code: 400,
      type: "exceed_context_size_error",
      n_ctx: 4096,
    }),
  ],
  [
    "llama.cpp, older",
    500,
    error("the request exceeds the available context size. try increasing the context size or enable context shift", {
      code: 500,
      type: "server_error",
    }),
  ],
  [
    "SGLang",
    400,
    {
      object: "error",
      message: "Input length (5000 tokens) exceeds the maximum allowed length (4095 tokens).",
      type: "BadRequestError",
      code: 400,
    },
  ],
  ["Qwen's", 400, error("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 129024]")],
  ["GLM's", 400, error("Prompt 超长", { code: "1261" })],
  ["Poolside's", 400, error("Input length 131393 exceeds the maximum allowed input length of 131040 tokens.")],
  ["MiniMax's", 400, error("invalid params, context_window_exceeds_limit (2013)")],
  ["Copilot's", 400, error("prompt token count of 135000 exceeds the limit of 128000")],
  [
    "LM Studio",
    400,
    error(
      "Trying to keep the first 5000 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens",
    ),
  ],
  ["Cerebras, short", 400, error("Current length is 8974 while limit is 8192")],
  ["a server of requests", 400, error("tokens in request more than max tokens allowed (8192)")],
  ["a server of totals", 400, error("The total number of tokens (prompt + max_tokens) must not exceed 32768")],
  ["a server of prompts", 400, error("Please reduce your prompt; or completion length.")],
  ["Ollama", 400, { error: "the input length exceeds the context length" }],
  ["Ollama, prompt", 400, { error: "prompt too long; exceeded max context length by 12 tokens" }],
  [
    "Mistral's",
    400,
    {
      object: "error",
      message: "Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length",
    },
  ],
];

/** Errors that mention tokens, lengths, or contexts, but are about something else. */
export const NOT_CONTEXT: [what: string, status: number, body: unknown][] = [
  [
    "a rate of tokens",
    429,
    error("Rate limit reached on tokens per minute (TPM): Limit 6000, Used 5900, Requested 9000.", {
      code: "rate_limit_exceeded",
    }),
  ],
  [
    "a rate of tokens as 413",
    413,
    error(
      "Request too large for model on tokens per minute (TPM): Limit 6000, Requested 9000, please reduce your message size and try again.",
      { code: "rate_limit_exceeded" },
    ),
  ],
  ["too few tokens", 400, error("max_tokens must be at least 1")],
  [
    "an output limit",
    400,
    error("max_tokens is too large: 99999. This model supports at most 16384 completion tokens"),
  ],
  ["a quota", 400, error("Current token count exceeds your organization quota")],
  ["a schema", 400, error("The schema is too long")],
  ["an invalid token", 400, error("Invalid token in the JSON schema")],
  ["an unknown field of that name", 400, error("Unknown parameter: 'context_length'")],
  [
    "a name that is too long",
    400,
    error("Invalid 'tools[0].function.name': string too long. Expected a string with maximum length 64"),
  ],
  [
    "a credit in tokens",
    402,
    error("This request requires more credits, or fewer max_tokens. You requested up to 65536 tokens"),
  ],
];
