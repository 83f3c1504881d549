import { readStored, writeStored } from "./storage";

/** Where the browser keeps the API key. */
export const KEY = "gatewayz_api_key";

/** The API key that this browser keeps; null when nobody is signed in, and on the server. */
export function readKey(): string | null {
  return readStored(KEY);
}

/** Stores the key of a sign-in, or removes it with null, in every tab. */
export function storeKey(key: string | null): void {
  writeStored(KEY, key);
  dispatchEvent(new Event(KEY));
}

/** Calls back when the key comes, changes or goes, in this tab or another. Returns how to stop. */
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
