import { z } from "zod";

/** The types of error this API answers with, each with its HTTP status. */
export const ERROR_STATUS = {
  invalid_request: 400,
  authentication: 401,
  permission_denied: 403,
  not_found: 404,
  model_not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  rate_limit_exceeded: 429,
  server: 500,
  provider_unavailable: 503,
  timeout: 504,
} as const;
export type ErrorType = keyof typeof ERROR_STATUS;

/** The error body: OpenAI's shape; `detail` is the same sentence for older clients. */
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

/** The one error that reaches a caller of the API. The message says what was expected and what came. */
export class ApiError extends Error {
  constructor(
    readonly type: ErrorType,
    message: string,
    readonly details: { param?: string; code?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
    this.name = "ApiError";
  }

  get status(): (typeof ERROR_STATUS)[ErrorType] {
    return ERROR_STATUS[this.type];
  }
}
