import { getBackend } from "@/lib/client/get-backend";
import type { ChangeList } from "@/lib/contract/change";

/** How long a page waits for the history, in ms: the store may be busy with a sync, and a page waits for nothing long. */
const PATIENCE_MS = 250;

/** The history of a model; null when its backend keeps none, "late" when it did not come in time or failed. */
export function historyOf(id: string): Promise<ChangeList | "late" | null> {
  const late = new Promise<"late">((resolve) => setTimeout(resolve, PATIENCE_MS, "late").unref());
  const asked = getBackend().changes(new URLSearchParams({ model: id }));
  return Promise.race([asked, late]).catch(() => "late");
}
