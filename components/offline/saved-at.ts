import { useSyncExternalStore } from "react";

/** When this document was saved on this device, in ms since 1970; null if it is from the network. Browser only. */
export function savedAt(): number | null {
  const { savedAt } = document.documentElement.dataset;
  return savedAt === undefined ? null : Number(savedAt);
}

/** Whether there is no network, or was none when the document was opened. */
export function useOffline(): boolean {
  return useSyncExternalStore(
    watch,
    () => !navigator.onLine || savedAt() !== null,
    () => false,
  );
}

function watch(changed: () => void): () => void {
  addEventListener("online", changed);
  addEventListener("offline", changed);
  return () => {
    removeEventListener("online", changed);
    removeEventListener("offline", changed);
  };
}
