import type { ErrorType } from "@/lib/contract/error";

/** The consequences of a failure, whichever gateway reported it. */
export interface FailureEffects {
  type: ErrorType;
  /** Another offer may succeed: nothing is wrong with the request itself. */
  failOver: boolean;
  /** The same offer may succeed a moment later. */
  retryable: boolean;
  /** It counts against the offer, for all callers. */
  counts: boolean;
}

/** The request itself is at fault. */
const requestFault = (type: ErrorType): FailureEffects => ({ type, failOver: false, retryable: false, counts: false });
/** This offer does not accept the request; another may. */
const otherOffer = (type: ErrorType): FailureEffects => ({ type, failOver: true, retryable: false, counts: false });
/** This offer accepts no requests. */
const offerFault = (type: ErrorType): FailureEffects => ({ type, failOver: true, retryable: false, counts: true });
/** This offer temporarily accepts no requests. */
const passingFault = (type: ErrorType): FailureEffects => ({ type, failOver: true, retryable: true, counts: true });

/** The offer no longer exists, or is broken for everyone. */
const OFFER_GONE = offerFault("provider_unavailable");
/** This offer doesn't support what the request needs; another may. */
const NOT_HERE = otherOffer("invalid_request");
/** The gateway rejects the key, or its account has no credit. */
export const KEY_REFUSED = offerFault("permission_denied");
export const NO_CREDIT = offerFault("payment_required");
const CONTEXT = otherOffer("context_length_exceeded");
const POLICY = requestFault("content_policy_violation");
const RATE_LIMIT = passingFault("rate_limit_exceeded");
const OVERLOADED = passingFault("provider_overloaded");
const BROKEN = passingFault("provider_unavailable");

interface ErrorFacts {
  status: number;
  /** The gateway's message; "" for none. */
  message: string;
  /** Codes and types in addition to the message, in lower case, separated by spaces. */
  codes: string;
}

interface Rule {
  verdict: FailureEffects;
  statuses?: (status: number) => boolean;
  codes?: RegExp;
  message?: RegExp;
}

const oneOf = (...parts: string[]) => new RegExp(parts.join("|"), "i");
const isRequestStatus = (status: number) =>
  status >= 400 && status < 500 && ![401, 402, 407, 408, 425, 429].includes(status);
/** Gateways also report limits of a single request with 5xx, and in streams without a status. */
const mayBeContext = (status: number) => isRequestStatus(status) || status >= 500;

/** Tried in this order; a rule applies when its status matches and its codes or message do. */
const RULES: readonly Rule[] = [
  // Groq's 413 is about tokens per minute: smaller requests succeed.
  {
    verdict: otherOffer("rate_limit_exceeded"),
    statuses: (s) => s === 413,
    codes: /rate_limit/,
    message: /per (minute|day|hour)\b/i,
  },
  {
    verdict: CONTEXT,
    statuses: mayBeContext,
    codes: /context_length_exceeded|exceed_context_size|context_window_exceeded|context_window_exceeds|prompt_too_long/,
    message: oneOf(
      "maximum (context|prompt|model|input|sequence) length",
      "max(imum)? context (length|window|size|limit)",
      "model'?s? (maximum )?(context|input) (length|window|size|limit)",
      "exceed(s|ed|ing)?\\b.{0,60}\\bcontext (length|window|size|limit)",
      "context[ _](length|window|size|limit)[ _](is )?(exceeded|exceeds|only)",
      "context (length|window|size) of only \\d",
      "(longer|greater|larger) than the (maximum |max |model'?s? )?(context|model|allowed)",
      "(prompt|input|request|conversation|messages?) (is|are) too long\\b(?!.*characters)",
      "prompt too long",
      "too large for model with \\d+",
      "`?inputs`? (tokens \\+|must have less than)",
      "input (length|token count|tokens)\\b.{0,40}\\bexceeds? (the )?(maximum|context|configured|model)",
      "token count\\b.{0,30}\\bexceeds the (model|maximum|limit of)",
      "number of tokens in the prompt cannot exceed",
      "exceeded model token limit",
      "reduce (the length of (the|your|either)|your prompt)",
      "range of input length should be",
      "tokens in request more than max",
      "total number of tokens \\(prompt \\+ max_tokens\\)",
      "current length is \\d+ while limit is",
      "prompt 超长|上下文长度超|输入长度超",
      "too large to process\\. increase the physical batch",
    ),
  },
  {
    verdict: OFFER_GONE,
    statuses: isRequestStatus,
    codes: /model_?(decommissioned|deprecated|retired|not_?(found|supported|available)|unavailable)|modelnotfound/,
  },
  {
    verdict: NOT_HERE,
    statuses: isRequestStatus,
    codes: /unsupported_(parameter|value)|extra_forbidden|unknown_parameter/,
    message: oneOf(
      "(unsupported|unrecognized|unrecognised|unknown|unexpected|additional|extra) .{0,20}(param|propert|field|argument|role|key|name|input|value)",
      "(param|propert|field|argument|role|tool|function|image|audio|file|schema|response_format|json|reasoning|logprob|penalty|stop|seed|stream|modalit|choice|temperature|top_p)\\S*.{0,60}(unsupported|(not|n't)( currently| yet)? (supported|permitted|allowed|available|implemented|enabled|accepted))",
      "(does not|doesn't|do not|don't|cannot) support",
      "that support (tool|image|audio|file|the)",
      "no endpoints found (that|matching)",
      "extra inputs are not permitted",
      "no allowed providers",
      "cannot find field",
      "input should be '",
      "enable-auto-tool-choice",
      "not a multimodal",
      "at most 0 (image|audio|video)",
      "roles must alternate",
      "supports at most \\d+ completion tokens",
    ),
  },
  {
    verdict: NO_CREDIT,
    statuses: (s) => s === 400 || s === 403 || s === 404 || s === 429 || s === 412 || s >= 500,
    codes: /insufficient_(quota|credit|balance|funds)|billing|credit_limit|not_enough_(balance|credit)/,
    message: oneOf(
      "(credit|account|wallet)?\\s*balance (is )?(too low|insufficient|not enough)",
      "(insufficient|not enough|out of|no) (account )?(balance|credit|fund|quota)",
      "exceeded your current quota, please check your plan",
      "(spend|spending|key|credit|budget) limit (exceeded|reached)",
      "(run|ran) out of credit",
      "(depleted|exceeded) your (monthly )?(included )?(credit|budget)",
      "account .{0,30}(suspended|past due)",
    ),
  },
  {
    verdict: KEY_REFUSED,
    statuses: (s) => s === 400,
    codes: /api_key_invalid|invalid_api_key/,
    message: /api.?key.{0,20}(not valid|invalid|incorrect|expired)|(invalid|incorrect|expired).{0,20}api.?key/i,
  },
  {
    verdict: POLICY,
    statuses: (s) => isRequestStatus(s) || s >= 500,
    codes:
      /content_?(policy|filter)|responsible_?ai|data_inspection|moderation|safety_(check|violation)|prohibited_content/,
    message: oneOf(
      "content.{0,10}(management )?(policy|policies|filter)",
      "(usage|safety|community|content) (policy|policies|guidelines)",
      "(flagged|blocked|rejected|refused|filtered|violat\\w*)\\b.{0,60}\\b(safety|moderation|policy|policies|guideline|guardrail|harm|prohibited)",
      "(safety|moderation|guardrail) (system|filter|check)s? .{0,30}(flag|block|reject|refus|fail)",
      "(input|prompt|request|output|message) (was|has been|is) flagged",
      "safety_check_type",
      "requires moderation",
    ),
  },
  {
    verdict: OFFER_GONE,
    statuses: isRequestStatus,
    codes: /not_deployed/,
    message: oneOf(
      "\\bmodels?\\b.{0,160}(decommissioned|no longer (supported|available)|(removed|retired|deprecated|shut ?down|sunset)\\b|not found|(does not|doesn't|not) exist|(is|was|are) (not|n't|currently not|temporarily not) (supported|available|deployed|accessible|enabled|loaded|served)|unavailable)",
      "(no such|unknown|invalid|unable to access|non-serverless|unrecognized) model",
      "no endpoints found for",
      "not a (valid|chat) model",
      "not (available|supported) (here|in your (region|country|location))",
      "(country|region|territory|location)\\b.{0,30}not supported",
    ),
  },
];

/** The meaning of each status when no rule applies; statuses not listed are errors of the request. */
const BY_STATUS: Record<number, FailureEffects> = {
  401: KEY_REFUSED,
  402: NO_CREDIT,
  403: KEY_REFUSED,
  // Without a message about the model, the error is about something that the request refers to.
  404: otherOffer("provider_unavailable"),
  405: OFFER_GONE,
  408: passingFault("timeout"),
  409: BROKEN,
  410: OFFER_GONE,
  413: otherOffer("payload_too_large"),
  424: BROKEN,
  425: BROKEN,
  429: RATE_LIMIT,
  451: otherOffer("provider_unavailable"),
  503: OVERLOADED,
  504: passingFault("timeout"),
  529: OVERLOADED,
};

/** Codes that arrive without a status, in a stream event or with a success status. */
const STATUS_OF_CODE: readonly [RegExp, number][] = [
  [/rate_?limit|too_?many_?requests|resource_exhausted/, 429],
  [/overloaded|service_?unavailable|unavailable_error|^unavailable$/, 503],
  [/insufficient_quota|payment_required/, 402],
  [/invalid_api_key|authentication|unauthenticated/, 401],
  [/permission/, 403],
  [/timeout|deadline/, 504],
  [/invalid_?request|invalid_?argument|bad_?request|context_length|content_?(policy|filter)/, 400],
];

/** The status that a textual code implies; null for other codes. */
export function statusOfCode(codes: string): number | null {
  return STATUS_OF_CODE.find(([code]) => codes.split(" ").some((word) => code.test(word)))?.[1] ?? null;
}

/** The meaning of a gateway's error, judged by its message, codes, and status. */
export function classify(facts: ErrorFacts): FailureEffects {
  const { status, message, codes } = facts;
  for (const rule of RULES) {
    if (rule.statuses && !rule.statuses(status)) continue;
    if (rule.codes?.test(codes) || (message !== "" && rule.message?.test(message))) return rule.verdict;
  }
  if (status === 404 && message === "") return OFFER_GONE;
  const statusRule = BY_STATUS[status];
  if (statusRule) return statusRule;
  return status >= 500 || status < 400 ? BROKEN : requestFault("invalid_request");
}
