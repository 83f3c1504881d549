"use client";

import { useEffect, useEffectEvent } from "react";

/** Esc stops what is being written, wherever the focus is; what is open above the page takes it first. */
export function useStopKey(running: boolean, stop: () => void): void {
  const stopNow = useEffectEvent(stop);
  useEffect(() => {
    if (!running) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector(":popover-open, dialog[open]")) return;
      stopNow();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, [running]);
}
