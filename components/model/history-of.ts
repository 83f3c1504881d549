import { getBackend } from "@/lib/client/get-backend";
import type { ChangeList } from "@/lib/contract/change";

/** Timeout for the history, in ms, so that a store that is busy with a sync does not delay the page. */
const TIMEOUT_MS = 250;

/** The history of a model; null if its backend records none, "late" after a timeout or an error. */
export function historyOf(id: string): Promise<ChangeList | "late" | null> {
  const late = new Promise<"late">((resolve) => setTimeout(resolve, TIMEOUT_MS, "late").unref());
  const history = getBackend().changes(new URLSearchParams({ model: id }));
  return Promise.race([history, late]).catch(() => "late");
}
