import type { ApiError } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";
import { countsOf } from "../deltas";
import { put } from "../json";

/** A response object before the answer, with the request's parameters, as OpenAI returns it. */
export function openResponse(request: Json, id: string, createdAt: number): Json {
  const reasoning = isRecord(request.reasoning) ? request.reasoning : {};
  const text = isRecord(request.text) ? request.text : {};
  return {
    id,
    object: "response",
    created_at: createdAt,
    status: "in_progress",
    background: false,
    error: null,
    incomplete_details: null,
    instructions: request.instructions ?? null,
    max_output_tokens: request.max_output_tokens ?? null,
    model: request.model,
    output: [],
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: request.previous_response_id ?? null,
    prompt_cache_key: request.prompt_cache_key ?? null,
    reasoning: { effort: reasoning.effort ?? null, summary: reasoning.summary ?? null },
    safety_identifier: request.safety_identifier ?? null,
    service_tier: "default",
    store: request.store !== false,
    temperature: request.temperature ?? 1,
    text: { ...text, format: text.format ?? { type: "text" } },
    tool_choice: request.tool_choice ?? "auto",
    tools: request.tools ?? [],
    top_logprobs: request.top_logprobs ?? 0,
    top_p: request.top_p ?? 1,
    truncation: "disabled",
    usage: null,
    user: request.user ?? null,
    metadata: request.metadata ?? {},
  };
}

/** The usage of a chat answer in the Responses format, including cost and its source. */
export function usageOf(usage: Json): Json {
  const { prompt, completion, cached, reasoning } = countsOf(usage);
  const { cost, cost_source, estimated } = usage;
  const responseUsage: Json = {
    input_tokens: prompt,
    input_tokens_details: { cached_tokens: cached },
    output_tokens: completion,
    output_tokens_details: { reasoning_tokens: reasoning },
    total_tokens: prompt + completion,
  };
  put(responseUsage, "cost", cost);
  put(responseUsage, "cost_source", cost_source);
  put(responseUsage, "estimated", estimated);
  return responseUsage;
}

const CODES: Partial<Record<ApiError["type"], string>> = {
  rate_limit_exceeded: "rate_limit_exceeded",
  provider_overloaded: "server_is_overloaded",
  context_length_exceeded: "context_length_exceeded",
  payment_required: "insufficient_quota",
  invalid_request: "invalid_prompt",
  content_policy_violation: "invalid_prompt",
};

/** An error in the format of a failed response. */
export function responseError(error: ApiError): Json {
  return { code: CODES[error.type] ?? "server_error", message: error.message };
}
