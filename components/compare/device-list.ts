"use client";

import { useSyncExternalStore } from "react";
import { readStored, writeStored } from "@/lib/client/storage";
import { MAX_COMPARED } from "@/lib/models/compare-ids";

/** A list of model IDs that is stored on this device only. */
interface DeviceList {
  useIds(): readonly string[];
  /** The ID that was last refused because the list is full; null after a change. */
  useRefused(): string | null;
  toggle(id: string): void;
  has(id: string): boolean;
  clear(): void;
}

const NONE: readonly string[] = [];

/** A list of up to `max` IDs in localStorage; all its users are updated, in other tabs too. */
function deviceList(key: string, max: number): DeviceList {
  const listeners = new Set<() => void>();
  let raw: string | null | undefined;
  let ids = NONE;
  let refused: string | null = null;
  const read = () => {
    const now = readStored(key);
    if (now !== raw) {
      ids = parse(now);
      refused = null;
    }
    raw = now;
    return ids;
  };
  const readRefused = () => {
    read();
    return refused;
  };
  const write = (next: readonly string[]) => {
    writeStored(key, JSON.stringify(next));
    notify();
  };
  const notify = () => {
    for (const listener of listeners) listener();
  };
  const add = (id: string) => {
    if (read().length < max) return write([...read(), id]);
    refused = id;
    notify();
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
    useRefused: () => useSyncExternalStore(subscribe, readRefused, () => null),
    toggle: (id) => (read().includes(id) ? write(read().filter((other) => other !== id)) : add(id)),
    has: (id) => read().includes(id),
    clear: () => write(NONE),
  };
}

function parse(text: string | null): readonly string[] {
  try {
    const value: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(value) ? value.filter((id) => typeof id === "string") : NONE;
  } catch {
    return NONE;
  }
}

export const favorites = deviceList("gatewayz_favourites", 500);
export const compared = deviceList("gatewayz_compare", MAX_COMPARED);
