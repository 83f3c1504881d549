"use client";

import { useSyncExternalStore } from "react";
import { onKeyChange, readKey } from "@/lib/client/key";

/** The current API key of this browser; undefined during server rendering and hydration. */
export function useKey(): string | null | undefined {
  return useSyncExternalStore<string | null | undefined>(onKeyChange, readKey, () => undefined);
}
