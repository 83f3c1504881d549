"use client";

import { useEffect, useEffectEvent } from "react";

/** Esc stops the streaming answers, wherever the focus is; open dialogs and popovers take precedence. */
export function useStopKey(stop: () => void): void {
  const stopNow = useEffectEvent(stop);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
      if (document.querySelector(":popover-open, dialog[open]")) return;
      stopNow();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
