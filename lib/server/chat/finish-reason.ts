import { lookup } from "@/lib/contract/lookup";

/** OpenAI's finish reasons by the gateways' names for them, in lower case. */
const STANDARD: Readonly<Record<string, string>> = lookup({
  ...named("stop", ["stop", "eos", "eos_token", "end_turn", "stop_sequence", "stop_token", "end"]),
  ...named("length", [
    "length",
    "max_tokens",
    "max_new_tokens",
    "max_output_tokens",
    "max_length",
    "model_length",
    "token_limit",
    "model_context_window_exceeded",
  ]),
  ...named("content_filter", [
    "content_filter",
    "content_filtered",
    "safety",
    "image_safety",
    "sensitive",
    "recitation",
    "blocklist",
    "prohibited_content",
    "spii",
    "refusal",
    "guardrail_intervened",
  ]),
  ...named("tool_calls", ["tool_calls", "tool_call", "tool_use"]),
  ...named("function_call", ["function_call"]),
});

/** Reasons of incomplete answers: "error" is OpenRouter's, "abort" is vLLM's and SGLang's. */
const FAILED =
  /^(?:error|failed|failure|timeout|network_error|engine_error|abort|aborted|cancelled|canceled|insufficient_system_resource)$|malformed_(?:function_call|tool_call|response)|missing_thought_signature/;

function named(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}

/** A finish reason by its standard name; a nonstandard one unchanged. */
export function standardReason(reason: string, calledTool: boolean): string {
  const standard = STANDARD[reason.toLowerCase()] ?? reason;
  return standard === "stop" && calledTool ? "tool_calls" : standard;
}

/** Whether a finish reason means that the answer is incomplete because of a failure. */
export function isFailedReason(reason: string): boolean {
  return FAILED.test(reason.toLowerCase());
}
