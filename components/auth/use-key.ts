"use client";

import { useSyncExternalStore } from "react";
import { onKeyChange, readKey } from "@/lib/client/key";

/** The API key of this browser as it comes and goes; undefined while the page has no browser yet. */
export function useKey(): string | null | undefined {
  return useSyncExternalStore<string | null | undefined>(onKeyChange, readKey, () => undefined);
}
