"use client";

import { useEffect, useSyncExternalStore } from "react";
import { carryAnnouncements } from "./announce";
import { Button } from "./button";
import { StatusRegion } from "./status-region";
import { dismissToast, pauseToast, readToast, resumeToast, subscribeToast } from "./toast-store";

/** Keeps the toast open under the pointer and the focus. */
function stayWhileUsed(element: HTMLElement | null): void {
  for (const type of ["pointerenter", "focusin"]) element?.addEventListener(type, pauseToast);
  for (const type of ["pointerleave", "focusout"]) element?.addEventListener(type, resumeToast);
}

/** Shows and announces outcomes for the whole app: see toast() and announce(). */
export function Toaster() {
  const shown = useSyncExternalStore(subscribeToast, readToast, () => null);
  useEffect(carryAnnouncements, []);
  return (
    <>
      <StatusRegion />
      {shown && (
        <section
          key={shown.id}
          aria-label="Notification"
          data-testid="toast"
          className="fixed bottom-6 left-1/2 z-50 flex min-h-11 max-w-[calc(100vw-2rem)] -translate-x-1/2 items-center gap-3 rounded-popover bg-raised py-1.5 pr-1.5 pl-4 shadow-3 max-md:bottom-20"
          ref={stayWhileUsed}
        >
          <span className="min-w-0 pr-2.5 [overflow-wrap:anywhere]">{shown.text}</span>
          {shown.undo && (
            <Button
              size="sm"
              onClick={() => {
                shown.undo?.();
                dismissToast();
                document.getElementById("content")?.focus();
              }}
            >
              Undo
            </Button>
          )}
        </section>
      )}
    </>
  );
}
