"use client";

import { useSyncExternalStore } from "react";

/** A list of model ids that is kept on this device alone. */
export interface DeviceList {
  useIds(): readonly string[];
  toggle(id: string): void;
  clear(): void;
}

const NONE: readonly string[] = [];

/** A list under a key of the local storage; every view of it, in other tabs too, follows. At most `most` ids, the newest stay. */
function deviceList(key: string, most: number): DeviceList {
  const listeners = new Set<() => void>();
  let raw: string | null | undefined;
  let ids = NONE;
  const read = () => {
    const now = stored(key);
    if (now !== raw) ids = parse(now);
    raw = now;
    return ids;
  };
  const write = (next: readonly string[]) => {
    try {
      localStorage.setItem(key, JSON.stringify(next.slice(-most)));
    } catch {
      // A browser that keeps nothing: the list is as empty as before.
    }
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    addEventListener("storage", listener);
    return () => {
      listeners.delete(listener);
      removeEventListener("storage", listener);
    };
  };
  return {
    useIds: () => useSyncExternalStore(subscribe, read, () => NONE),
    toggle: (id) => write(read().includes(id) ? read().filter((other) => other !== id) : [...read(), id]),
    clear: () => write(NONE),
  };
}

function stored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function parse(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : NONE;
  } catch {
    return NONE;
  }
}

/** Models that somebody keeps. */
export const favourites = deviceList("gatewayz_favourites", 500);
/** Models that are to be compared. */
export const compared = deviceList("gatewayz_compare", 6);
