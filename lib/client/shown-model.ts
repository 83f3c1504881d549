import type { Model } from "@/lib/contract/model";
import { displayName } from "@/lib/models/format";
import { getBackend } from "./get-backend";

/** A model under its display name, as pages show it; null when there is none, or no valid ID. */
export async function shownModel(id: string | null): Promise<Model | null> {
  const model = id === null ? null : await getBackend().model(id);
  return model && { ...model, name: displayName(model.name) };
}
