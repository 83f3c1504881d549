"use client";

import { useEffect, useRef } from "react";
import { Keys } from "./keys";
import { Palette } from "./palette";

/** What a panel can show. */
export type Opened = "palette" | "keys";

/** What is opened, and who is told. */
export interface PanelProps {
  opened: Opened;
  /** What stands in the palette's field at first. */
  typed: string;
  /** From now on the panel takes the keys. */
  onShown: () => void;
  onClose: () => void;
}

/** The dialog over the page: the browser keeps the focus in it, closes it with Escape and gives the focus back. */
export function Panel({ opened, typed, onShown, onClose }: PanelProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is shown once, when it comes.
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
    onShown();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it; a click beside it is for the pointer.
    <dialog
      ref={dialog}
      className="palette"
      aria-label={opened === "palette" ? "Go to" : "Keys"}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      {opened === "palette" ? <Palette first={typed} close={() => dialog.current?.close()} /> : <Keys />}
    </dialog>
  );
}
