import type { ChatRequest } from "@/lib/contract/chat";
import { withFields } from "@/lib/contract/json-object";
import { copyLargeMark } from "@/lib/net/turns";
import type { ModelOffers } from "./model-offers";

/** A request for a variant of a model, as in Cursor's model picker, converted to one for the model. */
interface Variant {
  request: ChatRequest;
  /** The part of the name that has no effect. */
  ignored: readonly string[];
}

const VARIANT = /^(.+?)(?:-thinking-(none|minimal|low|medium|high|xhigh|max))?(-fast)?$/;
const ENDS = /-fast$|-thinking-[a-z]+$/;

/**
 * The model and the effort in `claude-opus-5-thinking-high-fast`, unless that is a model's name; null for any other
 * request.
 */
export function variantOf(request: ChatRequest, models: Pick<ModelOffers, "find">): Variant | null {
  const { model } = request;
  if (!ENDS.test(model) || models.find(model)) return null;
  const [, base = "", effort, fast] = VARIANT.exec(model) ?? [];
  if (base === model || !models.find(base)) return null;
  const isSaid = request.reasoning_effort != null || request.reasoning != null;
  const plain = withFields(request, { model: base, ...(effort && !isSaid ? { reasoning_effort: effort } : {}) });
  copyLargeMark(plain, request);
  return { request: plain, ignored: fast ? [fast] : [] };
}
