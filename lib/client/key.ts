import { readStored, writeStored } from "./storage";

/** The localStorage key of the API key. */
export const KEY = "gatewayz_api_key";

/** The stored API key; null when signed out, and on the server. */
export function readKey(): string | null {
  return readStored(KEY);
}

/** Stores the API key, or removes it with null, for all tabs. */
export function storeKey(key: string | null): void {
  writeStored(KEY, key);
  dispatchEvent(new Event(KEY));
}

/** Calls `changed` when the key changes in this tab or another. Returns an unsubscribe function. */
export function onKeyChange(changed: () => void): () => void {
  const onEvent = (event: Event) => {
    if (!(event instanceof StorageEvent) || event.key === KEY || event.key === null) changed();
  };
  addEventListener("storage", onEvent);
  addEventListener(KEY, onEvent);
  return () => {
    removeEventListener("storage", onEvent);
    removeEventListener(KEY, onEvent);
  };
}
