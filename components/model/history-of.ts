import { door } from "@/lib/client/door";
import type { ChangeList } from "@/lib/contract/change";

/** How long a page waits for the history, in ms: the store may be busy with a sync, and a page waits for nothing long. */
const PATIENCE_MS = 250;

/** The history of a model; null when there is none or it does not come in time. */
export function historyOf(id: string): Promise<ChangeList | null> {
  const late = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null).unref());
  return Promise.race([door().changes(new URLSearchParams({ model: id })), late]).catch(() => null);
}
