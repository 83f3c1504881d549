import type { AnswerError } from "@/lib/contract/conversation";

/** The words for a failed or interrupted answer; `details` is the raw error, if they omit part of it. */
interface ErrorWords {
  title: string;
  text: string;
  details: string | undefined;
}

/** The status and the words before any path in `Groq answered 404: Not Found /openai/v1/chat/completions`. */
const STATUS = /\banswered (\d{3})(?::\s*([^/\n]{0,80}))?/;

/** The network error code in `Groq could not be reached: ECONNREFUSED`. */
const NETWORK_CODE = /(?<=could not be reached): [A-Z][A-Z0-9_]+$/;

interface FailedAnswer {
  /** The requested model. */
  model: string | null;
  /** The name of the gateway that failed, if known. */
  gateway: string | null;
  interrupted: boolean;
  /** Another gateway has the model. */
  elsewhere: boolean;
}

/** The words for an error, and advice. */
export function errorText(error: AnswerError, { model, gateway, interrupted, elsewhere }: FailedAnswer): ErrorWords {
  if (error.missing === "gateway_key") {
    const title = gateway ? `${gateway} needs a key` : "This model needs a gateway key";
    return { title, text: "Add a gateway key in Settings, or choose another model.", details: error.message };
  }
  if (error.missing === "model") {
    return {
      title: `${model ?? "This model"} doesn’t exist`,
      text: "Choose another model to get an answer.",
      details: undefined,
    };
  }
  const [, status, words = ""] = STATUS.exec(error.message) ?? [];
  const returned =
    status &&
    `${gateway ? "It" : "The gateway"} returned “${[status, words.trim().replace(/[.:]$/, "")].filter(Boolean).join(" ")}”.`;
  const plain = error.message.replace(NETWORK_CODE, "");
  const happened = returned ?? sentence(plain);
  const details = returned || plain !== error.message ? error.message : undefined;
  if (interrupted) {
    return { title: "Answer interrupted", text: `${happened} What arrived is saved.`, details };
  }
  const next = elsewhere
    ? "Another gateway may work."
    : error.retryable
      ? ""
      : "Change your message, the model, or the settings.";
  return {
    title: gateway && error.error_type !== "no_endpoints" ? `${gateway} could not answer` : "No answer",
    text: [happened, next].filter(Boolean).join(" "),
    details,
  };
}

function sentence(message: string): string {
  const text = message.trim();
  const start = text.slice(0, 1).toUpperCase() + text.slice(1);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
