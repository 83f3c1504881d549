/** Values that the browser refused to store, because site data is blocked or full; lost with the page. */
const memory = new Map<string, string | null>();

/** localStorage, or sessionStorage for this tab. */
type Area = "localStorage" | "sessionStorage";

/** The value stored under a key; null when there is none, and on the server. */
export function readStored(key: string, area: Area = "localStorage"): string | null {
  const stored = memory.get(key);
  if (stored !== undefined) return stored;
  try {
    return globalThis[area].getItem(key);
  } catch {
    return null;
  }
}

/** Stores a value, or removes it with null. False when it is lost with the page. */
export function writeStored(key: string, value: string | null, area: Area = "localStorage"): boolean {
  try {
    if (value === null) globalThis[area].removeItem(key);
    else globalThis[area].setItem(key, value);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, value);
    return false;
  }
}
