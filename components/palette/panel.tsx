"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { Opened } from "@/components/shell/open-panel";
import { DIALOG } from "@/components/ui/overlay";
import { StatusRegion } from "@/components/ui/status-region";
import { Keys } from "./keys";
import { Palette } from "./palette";

/** On a phone, the palette fills the screen. */
const PALETTE =
  "md:mt-[12dvh] md:h-[min(33.75rem,80dvh)] md:w-[min(40rem,100vw-2rem)] max-md:mt-0 max-md:h-dvh max-md:max-h-dvh max-md:rounded-none";
const KEYS = "max-md:rounded-t-sheet max-md:rounded-b-none md:w-120";

export interface PanelProps {
  opened: Opened;
  typed: string;
  /** Called when the panel handles the keys. */
  onShown: () => void;
  onClose: () => void;
}

/** The dialog over the page: the browser traps the focus, closes it on Escape, and returns the focus. */
export function Panel({ opened, typed, onShown, onClose }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shown = useEffectEvent(onShown);
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const focused = document.activeElement;
    if (!element.open) element.showModal();
    shown();
    const closeOutside = (event: MouseEvent) => event.target === element && element.close();
    element.addEventListener("click", closeOutside);
    return () => {
      element.removeEventListener("click", closeOutside);
      if (document.activeElement === document.body && focused instanceof HTMLElement) focused.focus();
    };
  }, []);
  const palette = opened === "palette";
  return (
    <dialog
      ref={dialog}
      className={`${DIALOG} ${palette ? PALETTE : KEYS}`}
      aria-label={palette ? "Search" : "Keyboard shortcuts"}
      onClose={onClose}
    >
      {palette ? (
        <Palette first={typed} close={() => dialog.current?.close()} />
      ) : (
        <Keys close={() => dialog.current?.close()} />
      )}
      <StatusRegion />
    </dialog>
  );
}
