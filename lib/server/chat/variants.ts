import type { ChatRequest } from "@/lib/contract/chat";
import { markLike } from "@/lib/net/turns";
import { withFields } from "./json-object";
import type { ModelOffers } from "./model-offers";

/** A request of a variant of a model, as Cursor's model picker names them, asked of the model itself. */
export interface Variant {
  request: ChatRequest;
  /** The part of the name that has no effect here. */
  ignored: readonly string[];
}

const VARIANT = /^(.+?)(?:-thinking-(none|minimal|low|medium|high|xhigh|max))?(-fast)?$/;
const ENDS = /-fast$|-thinking-[a-z]+$/;

/**
 * The model and the effort that `claude-opus-5-thinking-high-fast` asks for, where that is no model's name; null for any
 * other request.
 */
export function variantOf(request: ChatRequest, models: Pick<ModelOffers, "find">): Variant | null {
  const { model } = request;
  if (!ENDS.test(model) || models.find(model)) return null;
  const [, base = "", effort, fast] = VARIANT.exec(model) ?? [];
  if (base === model || !models.find(base)) return null;
  const isSaid = request.reasoning_effort != null || request.reasoning != null;
  const asked = withFields(request, { model: base, ...(effort && !isSaid ? { reasoning_effort: effort } : {}) });
  markLike(asked, request);
  return { request: asked, ignored: fast ? [fast] : [] };
}
