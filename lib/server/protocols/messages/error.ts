import type { ApiError, ErrorType } from "@/lib/contract/error";
import type { Json } from "@/lib/contract/json-object";

const TYPES: Partial<Record<ErrorType, string>> = {
  authentication: "authentication_error",
  payment_required: "billing_error",
  permission_denied: "permission_error",
  not_found: "not_found_error",
  model_not_found: "not_found_error",
  no_endpoints: "not_found_error",
  payload_too_large: "request_too_large",
  rate_limit_exceeded: "rate_limit_error",
  provider_overloaded: "overloaded_error",
  timeout: "timeout_error",
};

/** An error in Anthropic's format, as a body or an event. */
export function messagesError(error: ApiError, requestId: string): Json {
  const type = TYPES[error.type] ?? (error.status >= 500 ? "api_error" : "invalid_request_error");
  return { type: "error", error: { type, message: wordsOf(error) }, request_id: requestId };
}

const TOO_LONG = "prompt is too long";

/** Anthropic's clients recognize a prompt that is too long by these words, and shorten it. */
function wordsOf({ type, message }: ApiError): string {
  const isRecognizable = type !== "context_length_exceeded" || message.toLowerCase().includes(TOO_LONG);
  return isRecognizable ? message : `${TOO_LONG}: ${message}`;
}
