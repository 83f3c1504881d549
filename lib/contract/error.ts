import { z } from "zod";

/** The API's error types, each with its HTTP status. */
const ERROR_STATUS = {
  invalid_request: 400,
  context_length_exceeded: 400,
  content_policy_violation: 400,
  authentication: 401,
  payment_required: 402,
  permission_denied: 403,
  not_found: 404,
  model_not_found: 404,
  no_endpoints: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  rate_limit_exceeded: 429,
  server: 500,
  provider_unavailable: 503,
  provider_overloaded: 503,
  timeout: 504,
} as const;
export type ErrorType = keyof typeof ERROR_STATUS;

/** Error types for which a later retry may succeed. */
const RETRYABLE = new Set<ErrorType>([
  "rate_limit_exceeded",
  "provider_unavailable",
  "provider_overloaded",
  "timeout",
  "server",
]);

/** The error body in OpenAI's format; `detail` repeats the message for older clients. */
export const ErrorBody = z.object({
  error: z.object({
    message: z.string(),
    type: z.string(),
    code: z.string().nullable(),
    param: z.string().nullable(),
    error_type: z.string(),
    retryable: z.boolean(),
    request_id: z.string(),
    retry_after: z.number().optional(),
  }),
  detail: z.string(),
});
export type ErrorBody = z.infer<typeof ErrorBody>;

/** OpenAI's coarser error types. */
function openAiType(error: ApiError): string {
  if (error.type === "authentication") return "authentication_error";
  if (error.type === "permission_denied") return "permission_error";
  if (error.type === "payment_required") return "insufficient_quota";
  if (error.type === "rate_limit_exceeded") return "rate_limit_error";
  return error.status >= 500 ? "server_error" : "invalid_request_error";
}

/** The body of an error response, or of an error event in a stream: the only writer of its shape. */
export function errorBody(error: ApiError, requestId: string): ErrorBody {
  const { param, code, retryAfterSeconds, retryable } = error.details;
  return {
    error: {
      message: error.message,
      type: openAiType(error),
      code: code ?? (error.type === "invalid_request" ? null : error.type),
      param: param ?? null,
      error_type: error.type,
      retryable: retryable ?? RETRYABLE.has(error.type),
      request_id: requestId,
      ...(retryAfterSeconds === undefined ? {} : { retry_after: retryAfterSeconds }),
    },
    detail: error.message,
  };
}

/** What does not exist here: the requested model, or a key for its gateways. */
export const Missing = z.enum(["model", "gateway_key"]);

interface ErrorDetails {
  param?: string;
  code?: string;
  retryAfterSeconds?: number;
  retryable?: boolean;
  /** For our own chat; not in the error body. */
  missing?: z.infer<typeof Missing>;
}

/** An error that is returned to the API's caller. The message states what was expected and what was received. */
export class ApiError extends Error {
  constructor(
    readonly type: ErrorType,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message);
    this.name = "ApiError";
  }

  get status(): (typeof ERROR_STATUS)[ErrorType] {
    return ERROR_STATUS[this.type];
  }
}
