import { ChatRequest } from "@/lib/contract/chat";
import { ApiError } from "@/lib/contract/error";

/** The largest request, images within it included, in bytes. */
export const MOST_CHAT_BYTES = 20_000_000;

/** Checks the body of a chat. Throws an ApiError that names the field, what was expected and what came. */
export function checkChatRequest(text: string): ChatRequest {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (error) {
    throw new ApiError("invalid_request", `expected a JSON object as the body: ${(error as Error).message}`);
  }
  const parsed = ChatRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const param = issue?.path.join(".") || "body";
  const message = `${param}: ${issue?.message ?? "not as expected"}; expected at least { model, messages: [{ role, content }] }`;
  throw new ApiError("invalid_request", message, { param });
}
